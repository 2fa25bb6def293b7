import { createRowEncoder, measureRow, type RowEncoder } from '../csv/encode.ts';
import { BulkgenError } from '../errors.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph } from '../model/graph.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import { type BatchText, readBatchText, writeBatchText } from './batch-text.ts';
import { encodeBatch } from './encode-batch.ts';
import { createGroupEncoder, measureGroups, type RowGroups } from './group-encoder.ts';
import { type LoadedTable, listLoadedTables } from './loaded-table.ts';
import type { Batch, LoadMethod, OpenMethod, PreparedBatch } from './method.ts';
import { createStatement } from './statement.ts';

/** The longest text of a batch. */
const longestText = 4 * 1024 * 1024;

/** Sends the rows of a batch as one string, which the server splits. */
export const unwind: LoadMethod = {
  name: 'unwind',
  source: 'push',
  rowsOfABatch: { node: 5_000, relationship: 5_000 },
  async open(graph) {
    const prepare = createTextBatches(graph, (table) => ({
      text: createStatement(graph.model, table),
      parameters: {},
    }));
    return { prepare, close: async () => {} };
  },
};

export interface TextOptions {
  /** The longest text of a batch: the row, or group of rows, that exceeds it is the last. */
  readonly longest?: number;
  /** Rows of a table that travel together: all ordinals of a group by each of them. */
  readonly groupsOf?: (table: LoadedTable) => RowGroups;
}

/**
 * Makes the function that generates rows and their text, the parameter `text` of the statement of their table. All tables share the
 * buffers, so it never waits.
 */
export function createTextBatches(
  graph: Graph,
  statementOf: (table: LoadedTable) => WriteStatement,
  { longest = longestText, groupsOf = () => new Map() }: TextOptions = {},
): OpenMethod['prepare'] {
  const tables = listLoadedTables(graph).map((table) => ({ table, groups: groupsOf(table) }));
  const longestGroups = tables.map(({ table, groups }) => measureRow(graph, table) * measureGroups(groups));
  const csv = new ByteBuffer(longest + Math.max(...longestGroups));
  const out: BatchText = { bytes: new Uint8Array(2 * csv.bytes.length), length: 0 };
  const writers = new Map(
    tables.map(({ table, groups }) => [
      table.name,
      {
        encoder: createGroupEncoder(createTableEncoder(graph, table, csv), groups, csv),
        statement: statementOf(table),
      },
    ]),
  );
  return (batch: Batch): PreparedBatch => {
    const { table, first } = batch;
    const { encoder, statement } = writers.get(table.name)!;
    const end = encodeBatch(batch, { graph, encoder, buffer: csv, longest });
    const unusable = writeBatchText(csv.bytes, csv.position, out);
    if (unusable) throw cellUnusable(table, first + unusable.row, unusable.cell);
    const parameters = { ...statement.parameters, text: readBatchText(out) };
    return { table, first, end, statement: { text: statement.text, parameters }, rows: encoder.countRows?.() };
  };
}

/** Nodes begin with their record number, which is shorter than the labels at the end of the other form. */
function createTableEncoder(graph: Graph, table: LoadedTable, csv: ByteBuffer): RowEncoder {
  return createRowEncoder(graph, table, table.kind === 'node' ? 'actual' : 'string', csv);
}

function cellUnusable({ kind, name, columns }: LoadedTable, row: number, cell: number): BulkgenError {
  const column = Object.keys(columns)[cell - (kind === 'node' ? 1 : 2)];
  const message = `Expected column \`${column}\` of ${name}, row ${row}, to be text without the control signs U+001D, U+001E and U+001F`;
  return new BulkgenError('query-failed', message, {
    hint: 'Change the model, or load the graph with `bulkgen import`.',
  });
}
