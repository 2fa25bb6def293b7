// Statements that create the tables of an export in another database and load its CSV files as they are.
import { join } from 'node:path';
import type { ManifestTable } from '../../export/manifest.ts';
import { compressionOf, quoteDuckDbFile, quotePsqlSource, quoteText } from './sql-files.ts';

export const sqlDialects = ['duckdb', 'postgres'] as const;

export type SqlDialect = (typeof sqlDialects)[number];

/** A table of an export; `parts` is empty where nothing was exported. */
export type SqlTable = Pick<ManifestTable, 'kind' | 'name' | 'columns' | 'parts'>;

interface SqlColumn {
  readonly name: string;
  /** `int`, `point` …: the type in a header of neo4j-admin, without its options. */
  readonly type: string;
  readonly isList: boolean;
}

interface NamedTable extends Pick<SqlTable, 'kind'> {
  readonly name: string;
  readonly columns: readonly SqlColumn[];
  /** Paths of files that have rows. */
  readonly files: readonly string[];
}

/** The statements for `psql`, or for DuckDB's command line. `folder`: where the files are. */
export function formatSql(dialect: SqlDialect, tables: readonly SqlTable[], folder = ''): string {
  const names = distinguish(tables.map(({ name }) => name));
  const named = tables.map(({ kind, columns, parts }, index): NamedTable => {
    const cells = columns.map(readCell);
    const columnNames = distinguish(cells.map(({ name }) => name));
    const files = parts.filter(({ rows }) => rows > 0).map(({ path }) => join(folder, path));
    return {
      kind,
      name: names[index]!,
      columns: cells.map((cell, at) => ({ ...cell, name: columnNames[at]! })),
      files,
    };
  });
  const note = named.some(({ files }) => files.length > 0)
    ? ''
    : '-- Name the folder of an export to load its files, too.\n';
  const statements = named.map(dialect === 'duckdb' ? loadIntoDuckDb : loadIntoPostgres).join('\n');
  return dialect === 'duckdb'
    ? `${note}${statements}`
    : `${note}\\set ON_ERROR_STOP on\nbegin;\n\n${statements}\ncommit;\nanalyze;\n`;
}

/** APOC's names in CSV for what is not a property. */
const ownNames: Readonly<Record<string, string>> = {
  ...{ ID: '_id', LABEL: '_labels', START_ID: '_start', END_ID: '_end', TYPE: '_type' },
};

/** Reads a cell of a header, such as `:ID`, `id:ID(Person)`, `tags:string[]` or `stops:point[]{crs:WGS-84}`. */
function readCell(cell: string): SqlColumn {
  const [, name = '', type = 'string', list] = /^(.*):(\w+)(\[\])?(?:\{.*\}|\(.*\))?$/.exec(cell) ?? ['', cell];
  const own = ownNames[type];
  if (own === undefined) return { name, type, isList: list !== undefined };
  const isNumber = !/^(LABEL|TYPE)$|\(/.test(cell.slice(name.length + 1));
  return { name: name || own, type: isNumber ? 'long' : 'string', isList: type === 'LABEL' };
}

/** Makes names different that differ only in case, which is one name for DuckDB. */
function distinguish(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let number = 2; seen.has(own.toLowerCase()); number++) own = `${name}_${number}`;
    seen.add(own.toLowerCase());
    return own;
  });
}

const duckDbTypes: Readonly<Record<string, string>> = {
  ...{
    int: 'INTEGER',
    long: 'BIGINT',
    double: 'DOUBLE',
    boolean: 'BOOLEAN',
    date: 'DATE',
    time: 'TIMETZ',
    localtime: 'TIME',
  },
  ...{ datetime: 'TIMESTAMPTZ', localdatetime: 'TIMESTAMP', point: 'STRUCT(longitude DOUBLE, latitude DOUBLE)' },
};

/** Lists and points are read as text and converted. A duration stays text: DuckDB does not read its form. */
function loadIntoDuckDb({ kind, name, columns, files }: NamedTable): string {
  const typeOf = ({ type, isList }: SqlColumn): string => `${duckDbTypes[type] ?? 'VARCHAR'}${isList ? '[]' : ''}`;
  const isConverted = ({ type, isList }: SqlColumn): boolean => isList || type === 'point';
  const table = quote(name);
  const create = formatCreate(
    table,
    columns.map((column, at) => `${quote(column.name)} ${typeOf(column)}${isKey(kind, at) ? ' primary key' : ''}`),
  );
  if (files.length === 0) return create;
  const values = columns.map((column) => {
    const value = quote(column.name);
    if (column.isList) return `string_split(${value}, ';')::${typeOf(column)}`;
    return column.type === 'point' ? `${value}::${typeOf(column)}` : value;
  });
  const read = columns.map(
    (column) => `${quoteText(column.name)}: '${isConverted(column) ? 'VARCHAR' : typeOf(column)}'`,
  );
  return `${create}insert into ${table} select ${values.join(', ')}
from read_csv([${files.map(quoteDuckDbFile).join(', ')}],
  header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
  compression = '${compressionOf(files)}',
  columns = {${read.join(', ')}});
`;
}

const postgresTypes: Readonly<Record<string, string>> = {
  ...{
    int: 'integer',
    long: 'bigint',
    double: 'double precision',
    boolean: 'boolean',
    date: 'date',
    time: 'timetz',
    localtime: 'time',
  },
  ...{ datetime: 'timestamptz', localdatetime: 'timestamp', point: 'point', duration: 'interval' },
};

/** Lists and points are loaded as text and converted afterwards, in one go with the key. */
function loadIntoPostgres({ kind, name, columns, files }: NamedTable): string {
  const table = quote(name);
  const asText = ({ type, isList }: SqlColumn): boolean => isList || type === 'point';
  const typeOf = ({ type }: SqlColumn): string => postgresTypes[type] ?? 'text';
  const create = formatCreate(
    table,
    columns.map((column) => `${quote(column.name)} ${asText(column) ? 'text' : typeOf(column)}`),
  );
  const copies = files.map((path) => `\\copy ${table} from ${quotePsqlSource(path)} (format csv, encoding 'UTF8')\n`);
  const changes = columns.flatMap((column, at) => {
    const value = quote(column.name);
    const type = `${typeOf(column)}${column.isList ? '[]' : ''}`;
    if (isKey(kind, at)) return [`add primary key (${value})`];
    if (!asText(column)) return [];
    const text = column.type === 'point' ? `regexp_replace(${value}, '[^-0-9.,;]', '', 'g')` : value;
    const converted = column.isList ? `string_to_array(${text}, ';')` : text;
    return [`alter ${value} type ${type} using ${converted}::${type}`];
  });
  const alter = changes.length === 0 ? '' : `alter table ${table}\n  ${changes.join(',\n  ')};\n`;
  const indexes = kind === 'node' ? [] : columns.filter(({ name: own }) => own === '_start' || own === '_end');
  return [
    create,
    ...copies,
    alter,
    ...indexes.map(({ name: own }) => `create index on ${table} (${quote(own)});\n`),
  ].join('');
}

/** The id of a node is its first column. A relationship has none. */
function isKey(kind: SqlTable['kind'], position: number): boolean {
  return kind === 'node' && position === 0;
}

function formatCreate(table: string, columns: readonly string[]): string {
  return `create table ${table} (\n  ${columns.join(',\n  ')}\n);\n`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
