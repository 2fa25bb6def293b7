import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { readManifest } from '../../src/export/read-manifest.ts';
import social from '../../src/models/social.ts';
import { verifyFiles } from '../../src/verify/files/verify-files.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { hashFolder } from './folder-content.ts';

describe('an export with dirt', () => {
  it('has the same bytes on any number of workers, and the rows of its manifest', async () => {
    const [one, two] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    const options = { scale: 2_000, dirt: 5, parts: 3 };
    const { manifest, dirty } = await exportGraph({ folder: one, workers: 1, ...options });
    await exportGraph({ folder: two, workers: 2, ...options });

    expect(await hashFolder(two)).toEqual(await hashFolder(one));
    expect(manifest).toMatchObject({ dirt: 5, scale: 2_000, totals: { nodes: 2_000 } });
    expect(dirty).toEqual({ orphan: 34, stale: 33, duplicate: 33 });
    expect(graphOf(await readManifest({ folder: one })).dirty.kinds).toEqual(dirty);
    await expect(verifyFiles({ folder: one, depth: 'regenerate' })).resolves.toMatchObject({
      totals: { nodes: 2_000 },
    });
  });

  it('is not up to date with another share', async () => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, dirt: 2 });

    await expect(exportGraph({ folder, dirt: 2 })).resolves.toMatchObject({ upToDate: true });
    for (const dirt of [undefined, 0, 3]) {
      await expect(exportGraph({ folder, dirt })).rejects.toMatchObject({
        code: 'export-exists',
        message: `${folder} holds an export of 1,000 CIs (seed bulkgen, as of 2026-01-01, ids actual, 2 % dirt), which has another share of dirt`,
      });
    }
  });

  it('has the bytes and the manifest of an export without dirt where the share is 0', async () => {
    const [plain, zero] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    await exportGraph({ folder: plain });
    const { manifest, dirty } = await exportGraph({ folder: zero, dirt: 0 });

    expect(await hashFolder(zero)).toEqual(await hashFolder(plain));
    expect(manifest).not.toHaveProperty('dirt');
    expect(dirty).toEqual({});
  });

  it('is refused for a model without dirt', async () => {
    const folder = await makeTemporaryFolder();
    await expect(exportGraph({ folder, model: social, dirt: 2 })).rejects.toMatchObject({
      code: 'invalid-option',
      message: 'Model social has no dirt, so it cannot have `2` % of it',
    });
  });

  it('is found wrong when a manifest names another share than its files have', async () => {
    const folder = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ folder, dirt: 2 });
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, dirt: 3 }));

    await expect(verifyFiles({ folder })).rejects.toMatchObject({ exitCode: 3 });
  });
});
