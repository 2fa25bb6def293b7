import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IdForm } from '../../src/csv/header.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import type { Manifest } from '../../src/export/manifest.ts';
import { type PlannedTable, planExport } from '../../src/export/plan.ts';
import { describePlan } from '../../src/export/plan-settings.ts';
import { createPartWriter, type PartPlace } from '../../src/export/write-part.ts';
import { startThread } from '../../src/threads/thread.ts';
import { type CheckedPart, checkPart } from '../../src/verify/check-part.ts';
import type { CheckerSettings } from '../../src/verify/checker.ts';
import { RowCheck } from '../../src/verify/row-check.ts';
import { verifyFiles } from '../../src/verify/verify-files.ts';
import { bindEstate } from '../models/cmdb/estate.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

interface Falsified {
  readonly file: string;
  readonly change: (text: string) => string;
  readonly message: RegExp;
  readonly ids?: IdForm;
}

/** An export in which the text of one file was changed, and the manifest with it, so that every hash is right. */
async function makeFalsified({ file, change, ids = 'actual' }: Falsified): Promise<string> {
  const out = await makeTemporaryFolder();
  const { manifest } = await exportGraph({ out, scale: 60, ids });
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
  const more = after.length - before.length;
  const part = falsified.tables.find((table) => table.name === name)!.parts[0] as { bytes: number };
  part.bytes += more;
  (falsified.totals as { bytes: number }).bytes += more;
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

const servers = 'Server-000.csv';
const runsOn = 'RUNS_ON-000.csv';
const last = 12; // beyond the first rows, which are compared with the model anyway

const cases: readonly (readonly [string, Falsified])[] = [
  [
    'a record number twice',
    { file: servers, change: put(last, 1, '12'), message: /line 12, column `:ID` to have 17, got `12`/ },
  ],
  [
    'a readable id twice',
    {
      file: servers,
      change: put(last, 2, 'srv-0000010'),
      message: /column `id` to have `srv-0000011`, got `srv-0000010`/,
    },
  ],
  [
    'an end that no node has',
    { file: runsOn, change: put(last, 2, '60'), message: /column `:END_ID` to have .* 0 to 59, got `60`/ },
  ],
  [
    'an end that is no number',
    { file: runsOn, change: put(last, 1, 'x'), message: /column `:START_ID` to have the record number .* got `x`/ },
  ],
  [
    'a text as a number',
    {
      file: servers,
      change: put(last, 11, 'four'),
      message: /column `cpuCores` to have a whole number .*, got `four`/,
    },
  ],
  [
    'another word for true',
    { file: servers, change: put(last, 15, 'TRUE'), message: /column `virtual` to have `true` or `false`, got `TRUE`/ },
  ],
  [
    'a day that is not',
    {
      file: servers,
      change: put(last, 16, '2023-02-29'),
      message: /column `purchasedOn` to have a date .*`2023-02-29`/,
    },
  ],
  [
    'no value where one must be',
    { file: servers, change: put(last, 9, ''), message: /column `os` to have text, got ``/ },
  ],
  ['a cell too many', { file: servers, change: put(last, 9, 'a,b'), message: /line 12 to have 19 cells, got `20`/ }],
  [
    'a quote within a cell',
    { file: servers, change: put(last, 9, 'a"b'), message: /line 12, column `\w+` to have quotes around whole cells/ },
  ],
  [
    'a quote without its end',
    { file: servers, change: put(last, 9, '"a'), message: /line 12 to have a row with a line end, got `/ },
  ],
  ['text in Latin-1', { file: servers, change: put(last, 9, '\xe4'), message: /to have text in UTF-8/ }],
  [
    'an end of no class',
    {
      file: runsOn,
      change: put(last, 2, 'abc-0000001'),
      message: /column `:END_ID` to have the id of a node/,
      ids: 'string',
    },
  ],
  [
    'an end beyond its class',
    {
      file: runsOn,
      change: put(last, 2, 'srv-0000999'),
      message: /column `:END_ID` to have .*`srv-0000999`/,
      ids: 'string',
    },
  ],
  [
    'another label',
    {
      file: servers,
      change: put(last, 19, 'Server'),
      message: /column `:LABEL` to have `ConfigurationItem;Server`/,
      ids: 'string',
    },
  ],
];

describe('verifyFiles, of an export whose hashes are right', () => {
  it.each(cases)('finds %s', async (_, wrong) => {
    const folder = await makeFalsified(wrong);
    await expect(verifyFiles(folder)).rejects.toMatchObject({
      code: 'file-differs',
      exitCode: 3,
      message: expect.stringMatching(wrong.message),
    });
    await verifyFiles(folder, { depth: 'hashes' });
  });

  it('counts the properties that the manifest tells', async () => {
    const out = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ out, scale: 60 });
    const server = manifest.tables.find(({ name }) => name === 'Server')!;
    const text = JSON.stringify(manifest)
      .replace(`"properties":${server.properties},`, `"properties":${server.properties + 1},`)
      .replace(`"properties":${manifest.totals.properties},`, `"properties":${manifest.totals.properties + 1},`);
    await writeFile(join(out, 'manifest.json'), text);
    await expect(verifyFiles(out)).rejects.toMatchObject({
      code: 'manifest-invalid',
      message: expect.stringContaining(`to be ${server.properties}, got \`${server.properties + 1}\``),
    });
  });
});

describe('RowCheck', () => {
  const plan = planExport(bindEstate(300), { ids: 'actual', parts: 2 });

  async function readPart(table: PlannedTable): Promise<Buffer> {
    const folder = await makeTemporaryFolder();
    await createPartWriter(plan, { folder, onRows: () => {} })({ table: plan.tables.indexOf(table), part: 1 });
    return readFile(join(folder, table.parts[1]!.path));
  }

  it('finds nothing wrong in a part of any table, in chunks of any size', async () => {
    for (const table of plan.tables) {
      const bytes = await readPart(table);
      for (const size of [1, 7, 100, bytes.length + 1]) {
        const check = new RowCheck(plan, table, table.parts[1]!);
        for (let at = 0; at < bytes.length; at += size) check.push(bytes.subarray(at, at + size));
        check.end();
        expect(check.wrong).toBeUndefined();
      }
    }
  });

  it('misses rows, and sees one more', async () => {
    const table = plan.tables.find(({ table: { name } }) => name === 'HOSTED_IN')!;
    const bytes = await readPart(table);
    const { rows } = table.parts[1]!;
    const short = new RowCheck(plan, table, table.parts[1]!);
    short.push(bytes.subarray(0, bytes.lastIndexOf('\n', bytes.length - 2) + 1));
    short.end();
    expect(short.wrong).toEqual({ line: rows, expected: `${rows} rows`, found: `${rows - 1}` });
    const long = new RowCheck(plan, table, table.parts[1]!);
    long.push(Buffer.concat([bytes, Buffer.from('1,2,3,4\n')]));
    expect(long.wrong).toEqual({ line: rows + 1, expected: `${rows} rows`, found: 'one more' });
  });
});

describe('a checker', () => {
  it('finds in its thread what is found here', async () => {
    const folder = await makeTemporaryFolder();
    const plan = planExport(bindEstate(300), { ids: 'actual' });
    const place = { table: 3, part: 0 };
    await createPartWriter(plan, { folder, onRows: () => {} })(place);
    const path = join(folder, plan.tables[3]!.parts[0]!.path);
    await writeFile(path, put(last, 11, 'four')(await readFile(path, 'utf8')));
    const verifying = new URL('../../src/verify/check-parts.ts', import.meta.url).href;
    let bytes = 0;
    const checker = startThread<PartPlace, CheckedPart>(verifying, 'checker', {
      settings: { plan: describePlan(plan)!, folder, depth: 'regenerate' } satisfies CheckerSettings,
      onAdvance: (read) => {
        bytes += read;
      },
    });
    const found = await checker.run(place);
    await checker.end();

    expect(found).toEqual(await checkPart(plan, place, { folder, depth: 'regenerate', onBytes: () => {} }));
    expect(found).toMatchObject({ wrong: { line: last, column: 'cpuCores' }, difference: { line: last } });
    expect(bytes).toBeGreaterThan(0);
  });
});
