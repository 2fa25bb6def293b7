import { expect, it } from 'vitest';
import { readSnapshotManifest } from '../../src/snapshot/read-snapshot.ts';
import { serveGuide } from '../../src/snapshot/serve-guide.ts';
import { findSnapshot } from '../../src/snapshot/snapshot-store.ts';

it('serves the guide and the style to pages of any origin until it is interrupted', async () => {
  const interrupted = new AbortController();
  const manifest = await readSnapshotManifest({ snapshot: findSnapshot('demo-small') });
  const { guideUri, styleUri, ended } = await serveGuide(manifest, interrupted.signal);

  const preflight = await fetch(guideUri, { method: 'OPTIONS' });
  const guide = await fetch(guideUri);
  const style = await fetch(styleUri);
  const missing = await fetch(new URL('/etc/passwd', guideUri));

  for (const { headers } of [preflight, guide, style]) {
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-headers')).toBe('*');
  }
  expect(await guide.text()).toMatch(/^<article/);
  expect(await style.text()).toMatch(/^node \{/);
  expect(missing.status).toBe(404);
  interrupted.abort();
  await ended;
  await expect(fetch(guideUri)).rejects.toThrow('fetch failed');
});
