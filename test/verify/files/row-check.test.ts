import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IdForm } from '../../../src/csv/header.ts';
import { createGraph } from '../../../src/export/create-graph.ts';
import { exportGraph } from '../../../src/export/export-graph.ts';
import type { Manifest } from '../../../src/export/manifest.ts';
import { type ExportPlan, type PartPlace, type PlannedTable, planExport } from '../../../src/export/plan.ts';
import { describePlan } from '../../../src/export/plan-settings.ts';
import { createPartWriter } from '../../../src/export/write-part.ts';
import { bindModel } from '../../../src/model/graph.ts';
import { builtInModels } from '../../../src/model-loader/known-models.ts';
import { startThread } from '../../../src/threads/thread.ts';
import { type CheckedPart, checkPart } from '../../../src/verify/files/check-part.ts';
import type { CheckWorkerSettings } from '../../../src/verify/files/check-worker.ts';
import { RowCheck } from '../../../src/verify/files/row-check.ts';
import { verifyFiles } from '../../../src/verify/files/verify-files.ts';
import { library } from '../../model/library.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

interface Falsified {
  readonly file: string;
  readonly change: (text: string) => string;
  readonly message: RegExp;
  readonly ids?: IdForm;
}

/** Makes an export, then changes one file, and the manifest to match, so that every hash is right. */
async function makeFalsified({ file, change, ids = 'actual' }: Falsified): Promise<string> {
  const out = await makeTemporaryFolder();
  const { manifest } = await exportGraph({ folder: out, model: library, scale: 60, ids });
  const before = await readFile(join(out, file));
  const after = Buffer.from(change(before.toString('latin1')), 'latin1');
  expect(after.equals(before)).toBe(false);
  const name = file.replace(/-\d+\.csv$/, '');
  const falsified = JSON.parse(
    JSON.stringify(manifest).replace(
      createHash('sha256').update(before).digest('hex'),
      createHash('sha256').update(after).digest('hex'),
    ),
  ) as { -readonly [Key in keyof Manifest]: Manifest[Key] };
  const addedBytes = after.length - before.length;
  const part = falsified.tables.find((table) => table.name === name)!.parts[0] as { bytes: number };
  part.bytes += addedBytes;
  (falsified.totals as { bytes: number }).bytes += addedBytes;
  await writeFile(join(out, file), after);
  await writeFile(join(out, 'manifest.json'), JSON.stringify(falsified));
  return out;
}

/** Replaces one cell of a line, both counted from 1. */
const put = (line: number, cell: number, value: string) => (text: string) => {
  const lines = text.split('\n');
  const cells = lines[line - 1]!.split(',');
  cells[cell - 1] = value;
  lines[line - 1] = cells.join(',');
  return lines.join('\n');
};

const authors = 'Author-000.csv';
const books = 'Book-000.csv';
const wrote = 'WROTE-000.csv';
const line = 14; // at any depth, the first 8 rows are compared with the model

const cases: readonly (readonly [string, Falsified])[] = [
  [
    'a repeated record number',
    { file: authors, change: put(line, 1, '12'), message: /line 14, column `:ID` to have 13, got `12`/ },
  ],
  [
    'a repeated readable id',
    {
      file: authors,
      change: put(line, 2, 'aut-12'),
      message: /column `id` to have `aut-13`, got `aut-12`/,
    },
  ],
  [
    'an end that does not exist',
    { file: wrote, change: put(line, 2, '80'), message: /column `:END_ID` to have .* 0 to 79, got `80`/ },
  ],
  [
    'an end that is not a number',
    { file: wrote, change: put(line, 1, 'x'), message: /column `:START_ID` to have the record number .* got `x`/ },
  ],
  [
    'text in a numeric column',
    {
      file: books,
      change: put(line, 4, 'four'),
      message: /column `pages` to have a whole number .*, got `four`/,
    },
  ],
  [
    'another spelling of true',
    { file: books, change: put(line, 5, 'TRUE'), message: /column `inPrint` to have `true` or `false`, got `TRUE`/ },
  ],
  [
    'a date that does not exist',
    {
      file: authors,
      change: put(line, 4, '2023-02-29'),
      message: /column `bornOn` to have a date .*`2023-02-29`/,
    },
  ],
  [
    'an empty cell of a required column',
    { file: books, change: put(line, 3, ''), message: /column `genre` to have text, got ``/ },
  ],
  ['an extra cell', { file: books, change: put(line, 3, 'a,b'), message: /line 14 to have 5 cells, got `6`/ }],
  [
    'a quote within a cell',
    { file: books, change: put(line, 3, 'a"b'), message: /line 14, column `\w+` to have quotes around whole cells/ },
  ],
  [
    'a quote that is not closed',
    { file: wrote, change: put(line, 3, '"a'), message: /line 14 to have a row with a line end, got `/ },
  ],
  ['text in Latin-1', { file: books, change: put(line, 3, '\xe4'), message: /to have text in UTF-8/ }],
  [
    'an end with an unknown id prefix',
    {
      file: wrote,
      change: put(line, 2, 'abc-0000001'),
      message: /column `:END_ID` to have the id of a node/,
      ids: 'string',
    },
  ],
  [
    'an end with an id beyond the last',
    {
      file: wrote,
      change: put(line, 2, 'book-99'),
      message: /column `:END_ID` to have .*`book-99`/,
      ids: 'string',
    },
  ],
  [
    'another label',
    {
      file: authors,
      change: put(line, 4, 'Author'),
      message: /column `:LABEL` to have `Thing;Author`/,
      ids: 'string',
    },
  ],
];

describe('verifyFiles, when all hashes are right', () => {
  it.each(cases)('detects %s', async (_, falsified) => {
    const folder = await makeFalsified(falsified);
    await expect(verifyFiles({ folder, model: library })).rejects.toMatchObject({
      code: 'file-differs',
      exitCode: 3,
      message: expect.stringMatching(falsified.message),
    });
    await verifyFiles({ folder, model: library, depth: 'hashes' });
  });

  it('compares the number of properties with the manifest', async () => {
    const out = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ folder: out, model: library, scale: 60 });
    const author = manifest.tables.find(({ name }) => name === 'Author')!;
    const text = JSON.stringify(manifest)
      .replace(`"properties":${author.properties},`, `"properties":${author.properties + 1},`)
      .replace(`"properties":${manifest.totals.properties},`, `"properties":${manifest.totals.properties + 1},`);
    await writeFile(join(out, 'manifest.json'), text);
    await expect(verifyFiles({ folder: out, model: library })).rejects.toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringContaining(`to be ${author.properties}, got \`${author.properties + 1}\``),
    });
  });
});

describe('RowCheck', () => {
  const options = { seed: 'test', scale: 300, asOfDay: 20_454 };

  async function readPart(plan: ExportPlan, table: PlannedTable): Promise<Buffer> {
    const folder = await makeTemporaryFolder();
    await createPartWriter(plan, { folder, onRows: () => {} })({ table: plan.tables.indexOf(table), part: 1 });
    return readFile(join(folder, table.parts[1]!.path));
  }

  it.each([library, ...builtInModels].map((model) => [model.name, model] as const))(
    'accepts a part of any table of the model %s, in chunks of any size',
    async (_, model) => {
      const plan = planExport(bindModel(model, options), { ids: 'actual', parts: 2 });
      for (const table of plan.tables) {
        const bytes = await readPart(plan, table);
        for (const size of [1, 7, 100, bytes.length + 1]) {
          const check = new RowCheck(plan, table, table.parts[1]!);
          for (let at = 0; at < bytes.length; at += size) check.push(bytes.subarray(at, at + size));
          check.end();
          expect(check.wrongRow).toBeUndefined();
        }
      }
    },
  );

  it('reports a missing and an extra row', async () => {
    const plan = planExport(bindModel(library, options), { ids: 'actual', parts: 2 });
    const table = plan.tables.find(({ table: { name } }) => name === 'WROTE')!;
    const bytes = await readPart(plan, table);
    const { rows } = table.parts[1]!;
    const short = new RowCheck(plan, table, table.parts[1]!);
    short.push(bytes.subarray(0, bytes.lastIndexOf('\n', bytes.length - 2) + 1));
    short.end();
    expect(short.wrongRow).toEqual({ line: rows, expected: `${rows} rows`, found: `${rows - 1}` });
    const long = new RowCheck(plan, table, table.parts[1]!);
    long.push(Buffer.concat([bytes, Buffer.from('1,2,3\n')]));
    expect(long.wrongRow).toEqual({ line: rows + 1, expected: `${rows} rows`, found: `${rows + 1} or more` });
  });
});

describe('the check worker', () => {
  it('returns the same result as a check in the main thread', async () => {
    const folder = await makeTemporaryFolder();
    const plan = planExport(createGraph({ scale: 300 }), { ids: 'actual' });
    const place = { table: plan.tables.findIndex(({ table }) => table.count > line), part: 0 };
    await createPartWriter(plan, { folder, onRows: () => {} })(place);
    const path = join(folder, plan.tables[place.table]!.parts[0]!.path);
    await writeFile(path, put(line, 1, 'four')(await readFile(path, 'utf8')));
    const importer = new URL('../../../src/verify/files/check-content.ts', import.meta.url).href;
    let bytes = 0;
    const worker = startThread<PartPlace, CheckedPart>(importer, 'check-worker', {
      settings: { plan: describePlan(plan)!, folder, depth: 'regenerate' } satisfies CheckWorkerSettings,
      onAdvance: (read) => {
        bytes += read;
      },
    });
    const found = await worker.run(place);
    await worker.end();

    expect(found).toEqual(await checkPart(plan, place, { folder, depth: 'regenerate', onBytes: () => {} }));
    expect(found).toMatchObject({ wrongRow: { line, column: ':ID' }, difference: { line } });
    expect(bytes).toBeGreaterThan(0);
  });
});
