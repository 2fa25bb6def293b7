import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { formatManifest } from '../../src/export/manifest.ts';
import { openOutputFolder } from '../../src/export/output-folder.ts';
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

  it('says that a file is not a folder', async () => {
    const file = join(await makeTemporaryFolder(), 'nodes.csv');
    await writeFile(file, '');
    await expect(readManifest({ folder: file })).rejects.toMatchObject({
      code: 'no-manifest',
      message: `Expected the folder of an export, got the file ${file}`,
      hint: 'Name the folder that holds manifest.json.',
    });
  });

  it('says that the export in a folder was interrupted, and how to finish it', async () => {
    const folder = await makeTemporaryFolder();
    const draft = await openOutputFolder(folder, '{"scale":5000000,"seed":"a b","ids":"string","asOf":"2024-10-04"}');
    await expect(readManifest({ folder })).rejects.toMatchObject({
      code: 'no-manifest',
      message: expect.stringMatching(/is not finished: process \d+ on \S+ is writing it$/),
    });
    await rm(join(draft.folder, 'owner'));
    await expect(readManifest({ folder })).rejects.toMatchObject({
      code: 'no-manifest',
      message: `The export to ${folder} was interrupted before it was finished`,
      hint: `Run \`bulkgen export --scale 5000000 --seed 'a b' --ids string --as-of 2024-10-04 --out ${folder}\` with its other options again: it continues.`,
    });
    await writeFile(join(draft.folder, 'plan.json'), 'half a pl');
    await expect(readManifest({ folder })).rejects.toMatchObject({
      hint: `Run \`bulkgen export --out ${folder}\` with its other options again: it continues.`,
    });
  });

  it('refuses a pipe instead of waiting for it', async () => {
    const folder = await makeTemporaryFolder();
    await execa('mkfifo', [join(folder, 'manifest.json')]);
    await expect(readManifest({ folder })).rejects.toMatchObject({ code: 'no-manifest' });
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
