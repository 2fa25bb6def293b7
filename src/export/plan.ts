import { headerCells, type IdForm } from '../csv/header.ts';
import { BulkgenError } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import { once } from '../model/once.ts';
import { tablesOf } from '../model/record.ts';
import { sumRows, type Table } from '../model/table.ts';
import { quoteValue } from '../options/check-options.ts';
import { suggest } from '../options/suggest.ts';

/** One file of a table's rows. */
export interface PlannedPart {
  readonly path: string;
  readonly first: number;
  readonly rows: number;
}

export interface PlannedTable {
  readonly table: Table;
  /** All labels of a node table, the type alone of a relationship table. */
  readonly labels: readonly string[];
  readonly header: { readonly path: string; readonly cells: readonly string[] };
  /** At least one, even for a table without rows. */
  readonly parts: readonly PlannedPart[];
}

/** What an export will write, in order. */
export interface ExportPlan {
  readonly graph: Graph;
  readonly ids: IdForm;
  /** Whether the parts are compressed. */
  readonly gzip: boolean;
  readonly tables: readonly PlannedTable[];
  /** Whether no table of the model is left out. */
  readonly complete: boolean;
  readonly rows: number;
}

export interface PlanOptions {
  readonly ids: IdForm;
  /** Into how many parts each table is cut: a number, a number for each in order, or `auto`, which depends on its rows alone. */
  readonly parts?: PartCount | undefined;
  /** Compresses the parts. Headers are never compressed. */
  readonly gzip?: boolean | undefined;
  /** Labels and types of the tables to write, all by default. */
  readonly tables?: readonly string[] | undefined;
}

/** Into how many files a table is cut: a number, a number for each table in order, or `auto`, which depends on the rows alone. */
export type PartCount = 'auto' | number | readonly number[];

/** Rows of a part, up to `mostParts` parts. Depends on the rows alone, so the files are the same on every machine. */
const rowsPerPart = 500_000;
const mostParts = 10_000;

/** Plans an export. Throws `invalid-option` for an unknown form of ids, for an impossible number of parts, and for a table that the model does not have. */
export function planExport(graph: Graph, options: PlanOptions): ExportPlan {
  const { ids, parts = 'auto', gzip = false } = options;
  if (ids !== 'actual' && ids !== 'string') {
    throw new BulkgenError('invalid-option', `Expected --ids to be actual or string, got ${quoteValue(ids)}`);
  }
  if (!isPartCount(parts)) {
    const expected = `auto or a number from 1 to ${mostParts.toLocaleString('en-US')}`;
    throw new BulkgenError('invalid-option', `Expected --parts to be ${expected}, got ${quoteValue(parts)}`);
  }
  const { label } = graph.model;
  const all = tablesOf(graph);
  const tables = chooseTables(all, options.tables).map((table, index) => {
    // The rows are counted when they are asked: a thread binds only the tables that it writes.
    const cut = once(() =>
      cutTable(table, typeof parts === 'object' ? (parts[index] ?? 1) : countParts(table, parts), gzip),
    );
    return {
      table,
      labels: table.kind === 'node' ? [label, table.name] : [table.name],
      header: { path: `${table.name}-header.csv`, cells: headerCells(table, ids, label) },
      get parts() {
        return cut();
      },
    };
  });
  return {
    ...{ graph, ids, gzip, tables },
    complete: tables.length === all.length,
    get rows() {
      return sumRows(tables.map(({ table }) => table));
    },
  };
}

/** Which files an export of a graph has. */
export interface PlanShape {
  readonly ids: IdForm;
  readonly gzip: boolean;
  /** The tables in order, with the number of parts of each. */
  readonly tables: readonly { readonly name: string; readonly parts: number }[];
}

/** Plans an export again by its settings: those of its tables that the model knows, each in its number of parts. */
export function planLike(graph: Graph, { ids, gzip, tables }: PlanShape): ExportPlan {
  const known = tablesOf(graph).flatMap(({ name }) => tables.find((table) => table.name === name) ?? []);
  return planExport(graph, {
    ...{ ids, gzip },
    tables: known.length > 0 ? known.map(({ name }) => name) : undefined,
    parts: known.map(({ parts }) => parts),
  });
}

function isPartCount(parts: PartCount): boolean {
  if (Array.isArray(parts)) return parts.every((count) => Number.isInteger(count) && count >= 1);
  return parts === 'auto' || (Number.isInteger(parts) && Number(parts) >= 1 && Number(parts) <= mostParts);
}

/** The tables of these names, in the order of the model. */
function chooseTables(all: readonly Table[], names: readonly string[] | undefined): readonly Table[] {
  if (!names) return all;
  const unknown = names.find((name) => all.every((table) => table.name !== name));
  if (unknown === undefined && names.length > 0) return all.filter(({ name }) => names.includes(name));
  const known = all.map(({ name }) => name);
  const expected = `tables of the model (${known.join(', ')})`;
  const hint = suggest(unknown ?? '', known);
  throw new BulkgenError('invalid-option', `Expected --tables to name ${expected}, got \`${unknown ?? ''}\``, {
    ...(hint && { hint }),
  });
}

function countParts(table: Table, parts: 'auto' | number): number {
  if (parts === 'auto') return Math.min(mostParts, Math.max(1, Math.ceil(table.count / rowsPerPart)));
  return parts;
}

/** Cuts a table into parts of equal size. The first parts are a row longer if the rows do not divide evenly. */
function cutTable({ name, count }: Table, parts: number, gzip: boolean): PlannedPart[] {
  const least = Math.floor(count / parts);
  const longer = count % parts;
  const width = Math.max(3, String(parts - 1).length);
  return Array.from({ length: parts }, (_, index) => ({
    path: `${name}-${String(index).padStart(width, '0')}.csv${gzip ? '.gz' : ''}`,
    first: index * least + Math.min(index, longer),
    rows: least + (index < longer ? 1 : 0),
  }));
}

/** Which part of which table of a plan, by index. */
export interface PartPlace {
  readonly table: number;
  readonly part: number;
}

/** The places of all parts of a plan, in order. */
export function listPlaces({ tables }: ExportPlan): readonly PartPlace[] {
  return tables.flatMap(({ parts }, table) => parts.map((_, part) => ({ table, part })));
}

/** The rows of these parts together. */
export function countRows(plan: ExportPlan, places: readonly PartPlace[]): number {
  return places.reduce((sum, place) => sum + partAt(plan, place).rows, 0);
}

export function partAt({ tables }: ExportPlan, { table, part }: PartPlace): PlannedPart {
  return tables[table]!.parts[part]!;
}
