import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isForeign, nameFolder } from '../../../src/cli/options/csv.ts';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

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

it.each([
  [undefined, {}, 'import'],
  ['csv', { nodes: ['A=/data/a.csv'] }, 'csv'],
  [undefined, { nodes: ['A=/data/a.csv'] }, '/data'],
  [undefined, { nodes: ['/data/csv/a.csv,/data/csv/b.csv'], relationships: ['/data/csv-more/r.csv'] }, '/data'],
  [undefined, { nodes: ['/data/a.csv'], relationships: ['R=/r.csv'] }, '/'],
  [undefined, { relationships: ['R=r.csv'] }, resolve('.')],
])('the folder that is read, of %j and %j, is %s', (given, options, folder) => {
  expect(nameFolder(given, options)).toBe(folder);
});
