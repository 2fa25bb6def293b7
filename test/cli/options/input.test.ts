import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFileGroup } from '../../../src/cli/options/csv.ts';
import { chooseFolder, chooseInput } from '../../../src/cli/options/input.ts';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { readManifest } from '../../../src/export/read-manifest.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

const own = { exportOnly: ['quick'], csvOnly: ['neo4jVersion'] };

async function makeThirdPartyCsv(): Promise<string> {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, 'a.csv'), 'id:ID\n1\n');
  return folder;
}

async function makeExport(): Promise<string> {
  const folder = await makeTemporaryFolder();
  await exportGraph({ folder, scale: 5 });
  return folder;
}

describe('chooseInput', () => {
  it('takes a folder with the manifest of bulkgen as an export, even if the manifest is damaged', async () => {
    const folder = await makeExport();
    expect(await chooseInput(folder, {}, own)).toEqual({ kind: 'export' });
    await writeFile(join(folder, 'manifest.json'), '{ "format": 1, ');
    expect(await chooseInput(folder, {}, own)).toEqual({ kind: 'export' });
  });

  it.each(['[]', 'null', '5', '"x"', 'true', '{}', ''])(
    'takes a folder with the damaged manifest %j as an export, which is then refused',
    async (text) => {
      const folder = await makeThirdPartyCsv();
      await writeFile(join(folder, 'manifest.json'), text);
      expect(await chooseInput(folder, {}, own)).toEqual({ kind: 'export' });
      await expect(readManifest({ folder })).rejects.toMatchObject({ code: 'manifest-invalid' });
    },
  );

  it.each(['some.dump', 'some.tar.zst'])('names the command that restores %s', async (name) => {
    const path = join(await makeTemporaryFolder(), name);
    await writeFile(path, '');
    await expect(chooseInput(path, {}, own)).rejects.toMatchObject({
      code: 'invalid-option',
      hint: expect.stringContaining(`bulkgen snapshot restore ${path}`),
    });
  });

  it('names the options that take a file', async () => {
    const path = join(await makeThirdPartyCsv(), 'a.csv');
    await expect(chooseInput(path, {}, own)).rejects.toMatchObject({
      code: 'invalid-option',
      message: `Expected a folder of files to import, got a file: ${path}`,
      hint: 'Name its folder, or name the file with --nodes or --relationships.',
    });
  });

  it('takes a folder of CSV without a manifest as third-party CSV', async () => {
    const folder = await makeThirdPartyCsv();
    expect(await chooseInput(folder, { delimiter: ';' }, own)).toEqual({
      kind: 'csv',
      options: { delimiter: ';' },
      groups: undefined,
    });
  });

  it('takes a folder with the manifest of another tool as third-party CSV', async () => {
    const folder = await makeThirdPartyCsv();
    await writeFile(join(folder, 'manifest.json'), '{ "generator": "graphfaker", "files": [] }\n');
    expect(await chooseInput(folder, {}, own)).toMatchObject({ kind: 'csv' });
  });

  it('takes named files as third-party CSV, even in an export', async () => {
    const folder = await makeExport();
    expect(await chooseInput(folder, { nodes: ['a.csv'] }, own)).toMatchObject({
      kind: 'csv',
      groups: [{ kind: 'node', labels: [], files: [resolve('a.csv')] }],
    });
  });

  it.each([
    [{ delimiter: ';' }, '--delimiter'],
    [{ warningsAsErrors: true }, '--warnings-as-errors'],
    [{ neo4jVersion: '5.26' }, '--neo4j-version'],
    [{ exclude: ['old/'] }, '--exclude'],
  ])('refuses %j with an export', async (options, name) => {
    const folder = await makeExport();
    await expect(chooseInput(folder, options, own)).rejects.toMatchObject({
      code: 'invalid-option',
      message: `Option ${name} applies only to third-party CSV`,
      hint: expect.stringContaining(`the manifest in ${folder}`),
    });
  });

  it('reports a missing manifest rather than an option of third-party CSV', async () => {
    const folder = await makeTemporaryFolder();
    await expect(chooseInput(folder, { delimiter: ';' }, own)).rejects.toMatchObject({ code: 'no-manifest' });
  });

  it('passes on patterns of files to leave out, but not with named files', async () => {
    const folder = await makeThirdPartyCsv();
    expect(await chooseInput(folder, { exclude: ['old/'] }, own)).toMatchObject({ kind: 'csv', exclude: ['old/'] });
    await expect(chooseInput(folder, { exclude: ['old/'], nodes: ['a.csv'] }, own)).rejects.toMatchObject({
      code: 'invalid-option',
      message: 'Expected --exclude with the files of a folder, got named files',
    });
  });

  it('takes a text file for third-party CSV only if it begins with a header', async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'notes.txt'), 'notes\n');
    expect(await chooseInput(folder, {}, own)).toEqual({ kind: 'export' });
    await writeFile(join(folder, 'people.txt'), 'id:ID|name\n1|Ann\n');
    expect(await chooseInput(folder, {}, own)).toMatchObject({ kind: 'csv' });
  });

  it('refuses an option of exports with named files', async () => {
    const folder = await makeExport();
    await expect(chooseInput(folder, { nodes: ['a.csv'], quick: true }, own)).rejects.toMatchObject({
      code: 'invalid-option',
      message: 'Option --quick applies only to an export of bulkgen',
      hint: expect.stringContaining('--nodes and --relationships name third-party CSV'),
    });
  });
});

it.each([
  [undefined, {}, 'import'],
  ['csv', { nodes: ['A=/data/a.csv'] }, 'csv'],
  [undefined, { nodes: ['A=/data/a.csv'] }, '/data'],
  [undefined, { nodes: ['/data/csv/a.csv,/data/csv/b.csv'], relationships: ['/data/csv-more/r.csv'] }, '/data'],
  [undefined, { nodes: ['/data/a.csv'], relationships: ['R=/r.csv'] }, '/'],
  [undefined, { relationships: ['R=r.csv'] }, resolve('.')],
])('chooseFolder takes, for the argument %j and the options %j, the folder %s', (given, options, folder) => {
  expect(chooseFolder(given, options)).toBe(folder);
});

it.each([
  ['node', ' A : B=a.csv, b.csv', ['A', 'B'], ['a.csv', 'b.csv']],
  ['node', "'a,b.csv',c.csv", [], ['a,b.csv', 'c.csv']],
  ['relationship', 'A:B=r.csv', ['A:B'], ['r.csv']],
  ['relationship', 'r=1=2.csv', ['r'], ['1=2.csv']],
] as const)('parseFileGroup reads the %s files %j as neo4j-admin does', (kind, text, labels, files) => {
  expect(parseFileGroup(kind, text)).toEqual({ kind, labels, files: files.map((file) => resolve(file)) });
});

it.each(['', '=', '=a.csv', 'A=', 'A=,'])('parseFileGroup refuses `%s`', (text) => {
  expect(() => parseFileGroup('node', text)).toThrow('Expected --nodes to have the form');
});
