import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatManifest } from '../../src/export/manifest.ts';
import { readManifest } from '../../src/export/read-manifest.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { exampleManifest } from './example-manifest.ts';

describe('readManifest', () => {
  it('reads the manifest of a folder', async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'manifest.json'), formatManifest(exampleManifest));
    expect(await readManifest({ folder })).toEqual(exampleManifest);
  });

  it('says that a folder has none, and how to make one', async () => {
    const folder = await makeTemporaryFolder();
    await expect(readManifest({ folder })).rejects.toMatchObject({
      code: 'no-manifest',
      message: `Expected a manifest.json of bulkgen in ${folder}, found no readable one`,
      hint: expect.stringContaining(`bulkgen export --out ${folder}`),
      cause: { code: 'ENOENT' },
    });
  });

  it('says that a folder does not exist', async () => {
    const folder = join(await makeTemporaryFolder(), 'nowhere');
    await expect(readManifest({ folder })).rejects.toMatchObject({
      code: 'no-manifest',
      message: `Expected a manifest.json of bulkgen in ${folder}, but the folder does not exist`,
      cause: { code: 'ENOENT' },
    });
  });

  it('names the file when the manifest is broken', async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'manifest.json'), '{"format": 7}');
    await expect(readManifest({ folder })).rejects.toMatchObject({
      code: 'manifest-invalid',
      message: `Expected \`format\` of ${join(folder, 'manifest.json')} to be 1, got \`7\``,
    });
  });
});
