import { cp, mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ExportOptions, exportGraph } from '../../../src/export/export-graph.ts';
import { readManifest } from '../../../src/export/read-manifest.ts';
import { exportShard } from '../../../src/export/shards/export-shard.ts';
import { mergeShards } from '../../../src/export/shards/merge-shards.ts';
import { defineModel, node } from '../../../src/model.ts';
import { verifyFiles } from '../../../src/verify/files/verify-files.ts';
import { library } from '../../model/library.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { hashFolder } from '../folder-content.ts';

type Choice = Omit<ExportOptions, 'folder'>;

const small: Choice = { scale: 500, parts: 2, workers: 1 };

async function exportWhole(choice: Choice): Promise<string> {
  const folder = await makeTemporaryFolder();
  await exportGraph({ folder, ...choice });
  return folder;
}

/** Writes shards of an export, by index, into a new folder or one that exists. */
async function exportShards(count: number, choice: Choice, { only, into }: Partial<Wanted> = {}): Promise<string> {
  const folder = into ?? (await makeTemporaryFolder());
  const indexes = only ?? Array.from({ length: count }, (_, index) => index + 1);
  for (const index of indexes) await exportShard({ folder, ...choice, shard: `${index}/${count}` });
  return folder;
}

interface Wanted {
  readonly only: readonly number[];
  readonly into: string;
}

describe('merged shards', () => {
  it.each<[string, Choice]>([
    ['plain', small],
    ['gzip', { ...small, gzip: true }],
    ['dirt', { ...small, dirt: 10 }],
    ['readable ids', { ...small, ids: 'string' }],
    ['gzip, readable ids, a seed and no events', { ...small, gzip: true, ids: 'string', seed: 'zz', events: 0 }],
    ['some tables', { ...small, tables: ['Server', 'RUNS_ON'] }],
  ])('are the export without shards, byte for byte: %s', async (_, choice) => {
    const whole = await hashFolder(await exportWhole(choice));
    for (const count of [1, 2, 3, 7, 40]) {
      const folder = await exportShards(count, choice);
      await expect(mergeShards({ folder })).resolves.toMatchObject({ upToDate: false });
      expect(await hashFolder(folder)).toEqual(whole);
    }
  });

  it('may come from separate folders, from different numbers of shards, and be written more than once', async () => {
    const whole = await hashFolder(await exportWhole(small));
    const folder = await exportShards(3, small, { only: [3, 1, 3] });
    await cp(await exportShards(5, small), folder, { recursive: true });
    await mergeShards({ folder });
    expect(await hashFolder(folder)).toEqual(whole);
  });

  it('can be of a model of the program', async () => {
    const choice: Choice = { model: library, scale: 9, parts: 2 };
    const folder = await exportShards(2, choice);
    await expect(mergeShards({ folder })).rejects.toMatchObject({ code: 'invalid-model' });
    await mergeShards({ folder, model: library });
    expect(await hashFolder(folder)).toEqual(await hashFolder(await exportWhole(choice)));
  });

  it('survive any number of attempts that died, and leave nothing of them', async () => {
    const folder = await exportShards(2, small);
    for (const name of ['.bulkgen-shard-1-dead', '.bulkgen-shard-merge-dead']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'Server-000.csv'), 'half a ro');
    }
    await mergeShards({ folder });
    expect(await hashFolder(folder)).toEqual(await hashFolder(await exportWhole(small)));
  });

  it('are up to date when they are merged, and so are the shards', async () => {
    const folder = await exportShards(2, small);
    const record = 'shard-00002-of-00002.json';
    const kept = await readFile(join(folder, record));
    await mergeShards({ folder });
    const merged = await hashFolder(folder);
    await expect(mergeShards({ folder })).resolves.toMatchObject({ upToDate: true });
    await expect(exportShard({ folder, ...small, shard: '1/2' })).resolves.toMatchObject({ upToDate: true });
    await exportShard({ folder, ...small, shard: '2/2', force: true });
    expect(await hashFolder(folder)).toEqual(merged);
    // A merge that was killed before its last step.
    await writeFile(join(folder, record), kept);
    await expect(exportGraph({ folder, ...small })).resolves.toMatchObject({ upToDate: true });
    await expect(mergeShards({ folder })).resolves.toMatchObject({ upToDate: true });
    expect(await hashFolder(folder)).toEqual(merged);
  });

  it('are whole again when files that were lost after the merge are written again', async () => {
    const folder = await exportShards(2, small);
    await mergeShards({ folder });
    const merged = await hashFolder(folder);
    for (const name of ['Server-000.csv', 'Server-001.csv']) await rm(join(folder, name));
    await exportShards(2, small, { into: folder });
    await mergeShards({ folder });
    expect(await hashFolder(folder)).toEqual(merged);
  });

  it('are usable beside the record of a shard that a killed merge left', async () => {
    const folder = await exportShards(1, small);
    const record = await readFile(join(folder, 'shard-00001-of-00001.json'));
    await mergeShards({ folder });
    await writeFile(join(folder, 'shard-00001-of-00001.json'), record);
    await verifyFiles({ folder });
  });

  it('may be of a graph without rows', async () => {
    const nothing = node('Nothing', { count: () => 0, columns: {}, rows: () => () => {} });
    const empty = defineModel({ name: 'empty', version: '1', nodes: [nothing] });
    const folder = await exportShards(2, { model: empty });
    await mergeShards({ folder, model: empty });
    expect(await hashFolder(folder)).toEqual(await hashFolder(await exportWhole({ model: empty })));
  });

  it('can be merged twice at once', async () => {
    const folder = await exportShards(3, small);
    await Promise.all(Array.from({ length: 4 }, () => mergeShards({ folder })));
    expect(await hashFolder(folder)).toEqual(await hashFolder(await exportWhole(small)));
  });
});

describe('a shard', () => {
  it('is up to date when its record and its parts are there, else it is written', async () => {
    const folder = await exportShards(2, small, { only: [1] });
    const before = await hashFolder(folder);
    const shard = { folder, ...small, shard: '1/2' };
    await expect(exportShard(shard)).resolves.toMatchObject({ upToDate: true, parts: 33 });
    const part = Object.keys(before).find((name) => name.endsWith('000.csv'))!;
    await truncate(join(folder, part), 5);
    await expect(exportShard(shard)).resolves.toMatchObject({ upToDate: false });
    await writeFile(join(folder, 'shard-00001-of-00002.json'), '{"format":1');
    await expect(exportShard(shard)).resolves.toMatchObject({ upToDate: false });
    expect(await hashFolder(folder)).toEqual(before);
  });

  it('has no parts when there are more shards than parts', async () => {
    const folder = await makeTemporaryFolder();
    await expect(exportShard({ folder, ...small, shard: '80/80' })).resolves.toMatchObject({ parts: 0, rows: 0 });
    expect((await readdir(folder)).at(-1)).toBe('shard-00080-of-00080.json');
  });

  it('is interrupted without a record', async () => {
    const folder = await makeTemporaryFolder();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const shard = { folder, ...small, shard: '1/2', signal: controller.signal, onProgress };
    await expect(exportShard(shard)).rejects.toMatchObject({ code: 'interrupted' });
    expect((await readdir(folder)).filter((name) => /^shard|^.bulkgen-shard-/.test(name))).toEqual([]);
  });

  it.each<[string, Choice, string]>([
    ['seed', { ...small, seed: 'other' }, 'seed'],
    ['scale', { ...small, scale: 501 }, 'scale'],
    ['compression', { ...small, gzip: true }, 'set of files'],
    ['number of events', { ...small, events: 7 }, 'events'],
    ['number of parts', { ...small, parts: 3 }, 'set of files'],
    ['form of ids and date', { ...small, ids: 'string', asOf: '2026-01-02' }, 'as-of date and form of ids'],
  ])('is not written beside shards with another %s', async (_, choice, difference) => {
    const folder = await exportShards(2, small, { only: [1] });
    const before = await hashFolder(folder);
    for (const force of [false, true]) {
      await expect(exportShard({ folder, ...choice, force, shard: '2/2' })).rejects.toMatchObject({
        code: 'export-exists',
        message: `${folder} holds shards of an export with another ${difference}`,
      });
    }
    expect(await hashFolder(folder)).toEqual(before);
  });

  it('is refused when another export begins in the same folder at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const folder = await makeTemporaryFolder();
      const dates = ['2026-01-01', '2026-01-02'];
      const attempts = dates.map((asOf) => exportShard({ folder, ...small, asOf, shard: '1/1' }));
      const outcomes = await Promise.allSettled(attempts);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused.length).toBeGreaterThan(0);
      for (const { reason } of refused) expect(reason).toMatchObject({ code: 'export-exists' });
    }
  });

  it('reports every failure of an attempt that --force wants in a merged folder', async () => {
    const folder = await exportShards(1, small);
    await mergeShards({ folder });
    const forced = { folder, ...small, shard: '1/1', force: true };
    await expect(exportShard({ ...forced, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'interrupted',
    });
    await expect(exportShard({ ...forced, workers: -5 })).rejects.toMatchObject({ code: 'invalid-option' });
  });

  it('is not written into another export, an unfinished one, or a folder with other files', async () => {
    const other = await exportWhole({ ...small, seed: 'other' });
    await expect(exportShard({ folder: other, ...small, shard: '1/2' })).rejects.toMatchObject({
      code: 'export-exists',
      message: `${other} holds an export with another seed`,
    });
    const unfinished = await makeTemporaryFolder();
    await mkdir(join(unfinished, '.bulkgen-export'));
    await expect(exportShard({ folder: unfinished, ...small, shard: '1/2' })).rejects.toMatchObject({
      code: 'export-running',
    });
    const foreign = await makeTemporaryFolder();
    await writeFile(join(foreign, 'thesis.txt'), '');
    await expect(exportShard({ folder: foreign, ...small, shard: '1/2' })).rejects.toMatchObject({
      code: 'foreign-folder',
      message: `Expected ${foreign} to be empty or to hold shards of this export only, found \`thesis.txt\``,
    });
  });

  it('says why it cannot write to a folder', async () => {
    const folder = join(await makeTemporaryFolder(), 'link');
    await symlink('/nowhere/at/all', folder);
    await expect(exportShard({ folder, ...small, shard: '1/2' })).rejects.toMatchObject({
      code: 'write-failed',
      message: `Could not write to the folder ${folder}: ${folder} is a link that leads nowhere`,
    });
  });
});

describe('a merge', () => {
  it('names the shards that are missing, as ranges, and changes nothing', async () => {
    const folder = await exportShards(9, small, { only: [1, 5] });
    const before = await hashFolder(folder);
    await expect(mergeShards({ folder })).rejects.toMatchObject({
      code: 'file-missing',
      exitCode: 3,
      message: `Expected the files of 9 shards in ${folder}, but those of shards 2-4,6-9 are missing`,
      hint: 'Write each with --shard i/9 and the options of the other shards, then merge again.',
    });
    expect(await hashFolder(folder)).toEqual(before);
    await exportShards(9, small, { only: [2, 3, 4, 6, 8, 9], into: folder });
    await expect(mergeShards({ folder })).rejects.toMatchObject({
      message: `Expected the files of 9 shards in ${folder}, but those of shard 7 are missing`,
    });
  });

  it.each<[string, (path: string) => Promise<void>]>([
    ['was removed', (path) => rm(path)],
    ['was cut off', (path) => truncate(path, 3)],
  ])('names the shard of a file that %s', async (_, damage) => {
    const folder = await exportShards(3, small);
    const { parts } = JSON.parse(await readFile(join(folder, 'shard-00002-of-00003.json'), 'utf8'));
    await damage(join(folder, parts[0].path));
    await expect(mergeShards({ folder })).rejects.toMatchObject({
      code: 'file-missing',
      message: `Expected the files of 3 shards in ${folder}, but those of shard 2 are missing`,
    });
  });

  it('refuses shards of different exports', async () => {
    const folder = await exportShards(2, small, { only: [1] });
    const other = await exportShards(2, { ...small, seed: 'other' }, { only: [2] });
    const record = 'shard-00002-of-00002.json';
    await rename(join(other, record), join(folder, record));
    await expect(mergeShards({ folder })).rejects.toMatchObject({
      code: 'file-unexpected',
      message: 'Expected all shards to be of one export, but 2/2 has another seed than 1/2',
    });
  });

  it('refuses shards that were copied over another export, and keeps them', async () => {
    const packed: Choice = { ...small, gzip: true };
    const folder = await exportShards(1, packed);
    await mergeShards({ folder });
    await cp(await exportShards(1, { ...packed, seed: 'other' }), folder, { recursive: true });
    const before = await hashFolder(folder);
    await expect(mergeShards({ folder })).rejects.toMatchObject({
      code: 'file-unexpected',
      message: `Expected all shards to be of one export, but 1/1 has another seed than the export in ${folder}`,
    });
    expect(await hashFolder(folder)).toEqual(before);
  });

  it.each<[string, unknown, string]>([
    ['settings.seed', 7, '`settings.seed` of PATH to be text, got `7`'],
    ['settings.tables', [{}], '`settings.tables[0].name` of PATH to be a label or type, got `nothing`'],
    ['settings.tables', [{ name: 'Server', parts: 1e9 }], '`settings.tables[0].parts` of PATH to be a number of parts'],
    ['shard', 3, '`shard` of PATH to be i/n, got `3`'],
    ['shard', '0/0', '`shard` of PATH to be i/n, got `"0/0"`'],
    ['parts', [{ path: '../../etc/passwd' }], '`parts` of PATH to be a list of files with their sizes and sha256'],
  ])('names the field of a record that is wrong: %s', async (field, value, expected) => {
    const folder = await exportShards(1, small);
    const path = join(folder, 'shard-00001-of-00001.json');
    const record = JSON.parse(await readFile(path, 'utf8'));
    const [first, second] = field.split('.');
    if (second === undefined) record[first!] = value;
    else record[first!][second] = value;
    await writeFile(path, JSON.stringify(record));
    await expect(mergeShards({ folder })).rejects.toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringContaining(expected.replace('PATH', path)),
      hint: `Remove ${path}, and write its shard again with \`bulkgen export --shard\`.`,
    });
  });

  it('refuses a folder without shards, and one that is missing', async () => {
    const folder = await makeTemporaryFolder();
    await expect(mergeShards({ folder })).rejects.toMatchObject({ code: 'no-manifest' });
    await expect(mergeShards({ folder: join(folder, 'nowhere') })).rejects.toMatchObject({ code: 'file-missing' });
  });
});

describe('shards that are not merged', () => {
  it('are refused by readers and by an export without shards, which say what to do', async () => {
    const folder = await exportShards(2, small, { only: [1] });
    const hint = `Run \`bulkgen merge ${folder}\` first`;
    await expect(readManifest({ folder })).rejects.toMatchObject({
      code: 'no-manifest',
      message: `The shards in ${folder} are not merged into an export`,
      hint: `${hint}.`,
    });
    for (const force of [false, true]) {
      await expect(exportGraph({ folder, ...small, force })).rejects.toMatchObject({
        code: 'foreign-folder',
        hint: `${hint}, or choose another folder with --out. Nothing was changed.`,
      });
    }
  });
});

describe('verifyFiles with a shard', () => {
  it.each(['hashes', 'rows', 'regenerate'] as const)('reads the parts of the shard alone, by %s', async (depth) => {
    const folder = await exportShards(3, small);
    await mergeShards({ folder });
    const shards = ['1/3', '2/3', '3/3'];
    for (const shard of shards) await verifyFiles({ folder, depth, shard });
    const path = join(folder, 'Server-001.csv');
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace(/\d(?=\n$)/, (digit) => `${9 - Number(digit)}`),
    );
    const outcomes = await Promise.allSettled(shards.map((shard) => verifyFiles({ folder, depth, shard })));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
});
