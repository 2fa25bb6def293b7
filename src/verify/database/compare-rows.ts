import { throwIfAborted } from '../../errors.ts';
import type { Graph } from '../../model/graph.ts';
import type { Database } from '../../neo4j/driver.ts';
import { compareNodes, type RowsOfTable } from './compare-nodes.ts';
import { compareRelationships } from './compare-relationships.ts';
import type { CompareOptions } from './row-difference.ts';
import { listVerifiedTables, type VerifiedTable } from './verified-table.ts';

const samplesOfATable = 50;
const rowsOfABatch = 1_000;

/**
 * Compares up to 50 rows of every table, the first and the last among them, with the database, value by value. Returns the
 * number of rows. Throws `rows-differ`.
 */
export async function compareSamples(database: Database, graph: Graph): Promise<number> {
  const rows = listVerifiedTables(graph).map((table) => ({ table, ordinals: spread(table.count) }));
  await compareRows(database, graph, rows);
  return rows.reduce((sum, { ordinals }) => sum + ordinals.length, 0);
}

export interface CompareTableOptions extends CompareOptions {
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Compares every row of a table with the database. Throws `rows-differ` for the first that differs. */
export async function compareTable(
  database: Database,
  graph: Graph,
  table: VerifiedTable,
  { onRows, signal, ignoresAdditions }: CompareTableOptions,
): Promise<void> {
  for (let first = 0; first < table.count; first += rowsOfABatch) {
    throwIfAborted(signal);
    const length = Math.min(rowsOfABatch, table.count - first);
    const ordinals = Array.from({ length }, (_, index) => first + index);
    await compareRows(database, graph, [{ table, ordinals }], { ignoresAdditions });
    onRows(length);
  }
}

async function compareRows(
  database: Database,
  graph: Graph,
  rows: readonly RowsOfTable[],
  options?: CompareOptions,
): Promise<void> {
  const [nodes, relationships] = ['node', 'relationship'].map((kind) =>
    rows.filter(({ table }) => table.kind === kind),
  );
  await Promise.all([
    compareNodes(database, nodes!, options),
    compareRelationships(database, graph, relationships!, options),
  ]);
}

/** Evenly spread ordinals from the first to the last, always the same for a count. */
function spread(count: number): readonly number[] {
  const length = Math.min(count, samplesOfATable);
  const last = Math.max(1, length - 1);
  return Array.from({ length }, (_, index) => Math.floor((index * (count - 1)) / last));
}
