import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isForeign } from '../../src/cli/csv-option.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

describe('a folder of CSV', () => {
  it('is bulkgen’s own with its manifest, also when that is damaged, and anybody’s without', async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'a.csv'), 'id:ID\n1\n');
    expect(await isForeign(folder, {})).toBe(true);
    const own = await makeTemporaryFolder();
    await exportGraph({ out: own, scale: 5 });
    expect(await isForeign(own, {})).toBe(false);
    expect(await isForeign(own, { nodes: ['a.csv'] })).toBe(true);
    await writeFile(join(own, 'manifest.json'), '{ "format": 1, ');
    expect(await isForeign(own, {})).toBe(false);
  });

  it('is anybody’s with a manifest of another tool', async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'a.csv'), 'id:ID\n1\n');
    await writeFile(join(folder, 'manifest.json'), '{ "generator": "graphfaker", "files": [] }\n');
    expect(await isForeign(folder, {})).toBe(true);
  });
});
