import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../src/progress/progress.ts';
import { ProgressTracker } from '../../src/progress/tracker.ts';
import { fetchImage } from '../../src/targets/docker/image.ts';
import { docker } from '../end-to-end/support/container.ts';
import { useDocker } from '../end-to-end/support/docker-daemon.ts';
import { afterFile } from '../setup/after-file.ts';

/** A registry's content for an image of two empty layers, by digest (OCI Image and Distribution Specifications). */
function makeImage(): { readonly manifest: string; readonly blobs: ReadonlyMap<string, Buffer> } {
  const digest = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const archives = [Buffer.alloc(1024), Buffer.alloc(2048)];
  const layers = archives.map((bytes) => gzipSync(bytes));
  const architecture = { x64: 'amd64' }[process.arch as string] ?? process.arch;
  const config = Buffer.from(
    JSON.stringify({
      architecture,
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: archives.map(digest) },
    }),
  );
  const type = 'application/vnd.docker';
  const describeBlob = (mediaType: string, bytes: Buffer) => ({ mediaType, size: bytes.length, digest: digest(bytes) });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${type}.distribution.manifest.v2+json`,
    config: describeBlob(`${type}.container.image.v1+json`, config),
    layers: layers.map((bytes) => describeBlob(`${type}.image.rootfs.diff.tar.gzip`, bytes)),
  });
  return { manifest, blobs: new Map([config, ...layers].map((bytes) => [digest(bytes), bytes])) };
}

// Only a daemon on this machine reaches a registry on this machine.
describe.skipIf(!useDocker() || process.platform !== 'linux')('fetchImage', () => {
  let registry: string;

  beforeAll(async () => {
    const { manifest, blobs } = makeImage();
    const server = createServer(({ url = '' }, response) => {
      const [, kind, name = ''] = /^\/v2\/there\/(manifests|blobs)\/(.*)$/.exec(url) ?? [];
      const bytes = kind === 'blobs' ? blobs.get(name) : kind === undefined ? undefined : Buffer.from(manifest);
      if (bytes)
        response.setHeader('content-type', JSON.parse(manifest).mediaType).setHeader('content-length', bytes.length);
      response.writeHead(url === '/v2/' || bytes ? 200 : 404).end(bytes);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    afterFile(async () => server.close());
    registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  it('pulls an image once and counts its layers', async () => {
    const image = `${registry}/there:${randomUUID()}`;
    afterFile(() => docker('image', 'rm', image));
    const events: Progress[] = [];
    const tracker = new ProgressTracker((progress) => events.push(progress));
    await fetchImage(image, { env: process.env, tracker });
    await fetchImage(image, { env: process.env, tracker });

    expect(events.filter(({ done }) => done)).toMatchObject([
      { step: 'provision-image', message: expect.stringContaining(image), completed: 2, unit: 'layers' },
    ]);
    expect(await docker('image', 'inspect', '--format', '{{len .RootFS.Layers}}', image)).toBe('2');
  });

  it('reports why it cannot pull an image', async () => {
    const fetching = fetchImage(`${registry}/absent:1`, { env: process.env, tracker: new ProgressTracker() });
    await expect(fetching).rejects.toMatchObject({
      code: 'provisioning-failed',
      message: expect.stringMatching(/could not fetch the image `.*absent:1`: .+/),
      hint: expect.stringContaining('BULKGEN_IMAGE'),
    });
  });

  it('stops when its signal fires', async () => {
    const call = { env: process.env, tracker: new ProgressTracker(), signal: AbortSignal.abort() };
    await expect(fetchImage(`${registry}/absent:2`, call)).rejects.toThrow();
  });
});
