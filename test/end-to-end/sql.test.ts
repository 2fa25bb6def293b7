import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatSql } from '../../src/cli/output/sql.ts';
import { createGraph } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { createRecordReader, type GraphRecord, tablesOf } from '../../src/model/record.ts';
import type { Table } from '../../src/model/table.ts';
import { type PropertyValue, structuredTypeOf } from '../../src/model/value.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { specimens } from '../model/specimens.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { findPostgres, type Postgres, startPostgres } from './support/postgres.ts';

type Row = Readonly<Record<string, unknown>>;

/** A database: runs statements and returns rows, which a column of JSON holds. */
interface SqlDatabase {
  load(script: string): Promise<void>;
  rows(table: string): Promise<readonly Row[]>;
}

/** An export, with the statements that load it. */
async function exportFor(dialect: 'duckdb' | 'postgres', { model, ...options }: Parameters<typeof exportGraph>[0]) {
  const { manifest } = await exportGraph({ model, ...options });
  const graph = createGraph({ model, scale: manifest.scale });
  return { tables: tablesOf(graph), sql: formatSql(dialect, manifest.tables, options.folder) };
}

/** Texts of values that both databases and the model agree on. */
function showExpected(value: PropertyValue): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
  if (!('kind' in value)) return value.map(showExpected);
  return value.kind === 'point' ? [value.longitude, value.latitude] : structuredTypeOf(value).toText(value);
}

/** The same of a value in JSON of a database. */
function showFound(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.map((item) => showFound(item, type.replace('[]', '')));
  if (type.startsWith('point'))
    return typeof value === 'string' ? JSON.parse(`[${value.slice(1, -1)}]`) : Object.values(value as object);
  if (typeof value !== 'string') return value;
  if (type === 'time') return value.replace(/[+-]\d\d$/, '$&:00');
  return /^(local)?datetime/.test(type) ? value.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z') : value;
}

function expectedRow({ properties, ends }: GraphRecord, record: number): readonly unknown[] {
  return [...(ends ?? [record]), ...Object.values(properties).map(showExpected)];
}

/** Compares every value of every row, in the order of their text. */
async function expectSame(database: SqlDatabase, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    const read = createRecordReader(table);
    const expected = Array.from({ length: table.count }, (_, ordinal) =>
      expectedRow(read(ordinal), table.base + ordinal),
    );
    const own = table.kind === 'node' ? ['_id'] : ['_start', '_end'];
    const found = (await database.rows(table.name)).map((row) => [
      ...own.map((name) => row[name]),
      ...Object.entries(table.columns).map(([name, { headerType }]) => showFound(row[name], headerType)),
    ]);
    const [sortedFound, sortedExpected] = [found, expected].map((rows) =>
      rows.map((row) => JSON.stringify(row)).sort(),
    );
    expect(sortedFound, table.name).toHaveLength(table.count);
    const different = sortedExpected!.findIndex((row, index) => row !== sortedFound![index]);
    expect(sortedFound![different], table.name).toBe(sortedExpected![different]); // shows one row of many
  }
}

const exports = [
  ['the CMDB', { model: cmdb, scale: 1_000, parts: 2 }],
  ['a model with every type of column, compressed', { model: specimens, scale: 200, gzip: true }],
] as const;

/** Expects relationships of an export with string ids to find their nodes by id, and nodes to have their labels. */
async function expectJoin(dialect: 'duckdb' | 'postgres', database: SqlDatabase): Promise<void> {
  const { tables, sql } = await exportFor(dialect, { folder: await makeTemporaryFolder(), scale: 300, ids: 'string' });
  await database.load(`${sql}\ncreate view joined as select s."_labels", r."_type" from "RUNS_ON" r
    join "Server" s on s."id" = r."_end" join "VirtualMachine" m on m."id" = r."_start";`);
  const rows = await database.rows('joined');
  expect(rows.length).toBeGreaterThan(tables.find(({ name }) => name === 'VirtualMachine')!.count / 2);
  expect(rows[0]).toEqual({ _labels: ['ConfigurationItem', 'Server'], _type: 'RUNS_ON' });
}

describe('the SQL that describe prints for DuckDB', () => {
  async function openDuckDb(): Promise<SqlDatabase> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("set timezone = 'UTC'");
    return {
      load: async (script) => void (await connection.run(script)),
      async rows(table) {
        const result = await connection.runAndReadAll(`select to_json(t)::varchar from "${table}" t`);
        return result.getRows().map(([json]) => JSON.parse(String(json)));
      },
    };
  }

  it.each(exports)('loads every value of %s', async (_, options) => {
    const folder = join(await makeTemporaryFolder(), "it's a *[0]? {b,c}\n"); // each would be a pattern, or end a text
    const { tables, sql } = await exportFor('duckdb', { ...options, folder });
    const database = await openDuckDb();
    await database.load(sql);
    await expectSame(database, tables);
  });

  it('loads string ids', async () => expectJoin('duckdb', await openDuckDb()));

  it('gives tables that DuckDB turns into Parquet', async () => {
    const folder = await makeTemporaryFolder();
    const { sql } = await exportFor('duckdb', { folder, scale: 500 });
    const database = await openDuckDb();
    await database.load(`${sql}; export database '${folder}/parquet' (format parquet)`);
    await database.load(`create table "Parquet" as from read_parquet('${folder}/parquet/server.parquet')`);
    expect(await database.rows('Parquet')).toEqual(await database.rows('Server'));
  });
});

const programs = await findPostgres();

describe.skipIf(programs === undefined)('the SQL that describe prints for PostgreSQL', () => {
  let server: Postgres;

  beforeAll(async () => {
    server = await startPostgres(programs!);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  /** A schema of its own is an empty database. */
  async function openSchema(name: string): Promise<SqlDatabase> {
    const settings = `set timezone = 'UTC'; set intervalstyle = iso_8601; set search_path = ${name};\n`;
    await server.run(`create schema ${name}`);
    return {
      load: async (script) => void (await server.run(settings + script)),
      async rows(table) {
        const lines = await server.run(`${settings}select row_to_json(t) from "${table}" t;`);
        return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line));
      },
    };
  }

  it.each(exports)('loads every value of %s', async (name, options) => {
    const folder = join(await makeTemporaryFolder(), "it's a *[0]? {b,c} \\n $x");
    const { tables, sql } = await exportFor('postgres', { ...options, folder });
    const database = await openSchema(name === 'the CMDB' ? 'cmdb' : 'specimens');
    await database.load(sql);
    await expectSame(database, tables);
  });

  it('loads string ids', async () => expectJoin('postgres', await openSchema('strings')));

  it('loads nothing when a file is missing', async () => {
    const folder = await makeTemporaryFolder();
    const { sql } = await exportFor('postgres', { folder, scale: 50 });
    const database = await openSchema('missing');
    await expect(database.load(sql.replace('Server-000.csv', 'Server-001.csv'))).rejects.toThrow(/Server-001\.csv/);
    await expect(database.rows('Region')).rejects.toThrow(/relation "Region" does not exist/);
  });
});
