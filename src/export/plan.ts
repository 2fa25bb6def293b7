import { headerCells, type IdForm } from '../csv/header.ts';
import type { Graph, Table } from '../model/graph.ts';
import { tablesOf } from '../model/record.ts';

/** One file of a table's rows. */
export interface PlannedPart {
  readonly path: string;
  readonly first: number;
  readonly rows: number;
}

export interface PlannedTable {
  readonly table: Table;
  readonly header: { readonly path: string; readonly cells: readonly string[] };
  /** At least one, also for a table without rows. */
  readonly parts: readonly PlannedPart[];
}

/** What an export will write, in order. */
export interface ExportPlan {
  readonly graph: Graph;
  readonly ids: IdForm;
  readonly tables: readonly PlannedTable[];
  readonly rows: number;
}

/** Rows of a part; by rows alone, so that the files are the same on every machine. */
const rowsPerPart = 2_000_000;

export function planExport(graph: Graph, ids: IdForm): ExportPlan {
  const tables = tablesOf(graph).map((table) => ({
    table,
    header: { path: `${table.name}-header.csv`, cells: headerCells(table, ids, graph.model.label) },
    parts: planParts(table),
  }));
  return { graph, ids, tables, rows: tables.reduce((sum, { table }) => sum + table.count, 0) };
}

function planParts({ name, count }: Table): PlannedPart[] {
  const parts = Math.max(1, Math.ceil(count / rowsPerPart));
  const width = Math.max(3, String(parts - 1).length);
  return Array.from({ length: parts }, (_, index) => ({
    path: `${name}-${String(index).padStart(width, '0')}.csv`,
    first: index * rowsPerPart,
    rows: Math.min(rowsPerPart, count - index * rowsPerPart),
  }));
}
