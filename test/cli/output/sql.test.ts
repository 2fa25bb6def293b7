import { describe, expect, it } from 'vitest';
import { formatSql, type SqlTable } from '../../../src/cli/output/sql.ts';

const file = { bytes: 1, sha256: '' };
const table = (name: string, columns: readonly string[], paths: readonly string[] = []): SqlTable => ({
  kind: columns.some((cell) => cell.includes('START_ID')) ? 'relationship' : 'node',
  ...{ name, columns },
  parts: paths.map((path) => ({ ...file, path, rows: 1 })),
});

describe('formatSql', () => {
  it('names what is not a property as APOC does, and reads string ids and labels', () => {
    const tables = [
      table('Person', ['id:ID(Person)', 'name:string', ':LABEL']),
      table('KNOWS', [':START_ID(Person)', ':END_ID(Person)', 'since:date', ':TYPE']),
      table('LIKES', [':START_ID', ':END_ID']),
    ];
    expect(formatSql('duckdb', tables)).toMatchInlineSnapshot(`
      "-- Name the folder of an export to load its files, too.
      create table "Person" (
        "id" VARCHAR primary key,
        "name" VARCHAR,
        "_labels" VARCHAR[]
      );

      create table "KNOWS" (
        "_start" VARCHAR,
        "_end" VARCHAR,
        "since" DATE,
        "_type" VARCHAR
      );

      create table "LIKES" (
        "_start" BIGINT,
        "_end" BIGINT
      );
      "
    `);
    expect(formatSql('postgres', tables)).toMatchInlineSnapshot(`
      "-- Name the folder of an export to load its files, too.
      \\set ON_ERROR_STOP on
      begin;

      create table "Person" (
        "id" text,
        "name" text,
        "_labels" text
      );
      alter table "Person"
        add primary key ("id"),
        alter "_labels" type text[] using string_to_array("_labels", ';')::text[];

      create table "KNOWS" (
        "_start" text,
        "_end" text,
        "since" date,
        "_type" text
      );
      create index on "KNOWS" ("_start");
      create index on "KNOWS" ("_end");

      create table "LIKES" (
        "_start" bigint,
        "_end" bigint
      );
      create index on "LIKES" ("_start");
      create index on "LIKES" ("_end");

      commit;
      analyze;
      "
    `);
  });

  it('distinguishes names that differ only in case', () => {
    const sql = formatSql('duckdb', [
      table('Owns', [':ID', 'url:string', 'URL:string']),
      table('OWNS', [':START_ID', ':END_ID']),
    ]);
    expect(sql).toContain('create table "OWNS_2"');
    expect(sql).toContain('"URL_2" VARCHAR');
  });

  it('quotes names and paths', () => {
    const quoted = [table('A "B"', [':ID', "it's:string"], ["o'clock.csv", 'x.csv.gz'])];
    expect(formatSql('postgres', quoted, "my 'data'")).toContain(
      `\\copy "A ""B""" from 'my ''data''/o''clock.csv' (format csv, encoding 'UTF8')
\\copy "A ""B""" from program 'gzip -dc -- ''my ''\\''''data''\\''''/x.csv.gz''' (format csv, encoding 'UTF8')`,
    );
    expect(formatSql('duckdb', quoted, "my 'data'")).toContain("read_csv(['my ''data''/o''clock.csv', ");
  });

  it('reads the options after the type of a list', () => {
    const stops = [table('Trip', [':ID', 'stops:point[]{crs:WGS-84}', 'waits:duration[]'])];
    expect(formatSql('duckdb', stops)).toContain('"stops" STRUCT(longitude DOUBLE, latitude DOUBLE)[],');
    const postgres = formatSql('postgres', stops);
    expect(postgres).toContain('alter "stops" type point[] using string_to_array(regexp_replace("stops", ');
    expect(postgres).toContain('alter "waits" type interval[] using string_to_array("waits", \';\')::interval[]');
  });

  it('puts what is a pattern to DuckDB into brackets', () => {
    const sql = formatSql('duckdb', [table('A', [':ID'], ['A.csv'])], 'a*[0]?');
    expect(sql).toContain("read_csv(['a[*][[]0][?]/A.csv']");
  });

  it.each([
    ['postgres', 'a\nb', "Expected a path with no line break, which psql cannot read, got $'a\\x0ab/A.csv'"],
    [
      'duckdb',
      'a\\*',
      "Expected a path with no backslash beside `*`, `?` or `[`, which DuckDB would not find, got 'a\\*/A.csv'",
    ],
  ] as const)('refuses for %s a folder that it cannot read, %j', (dialect, folder, message) => {
    expect(() => formatSql(dialect, [table('A', [':ID'], ['A.csv'])], folder)).toThrow(message);
  });

  it('does not load files without rows', () => {
    const empty = { ...table('Empty', [':ID']), parts: [{ ...file, path: 'Empty-000.csv', rows: 0 }] };
    for (const dialect of ['duckdb', 'postgres'] as const)
      expect(formatSql(dialect, [empty], 'x')).not.toContain('.csv');
  });
});
