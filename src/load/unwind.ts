import { createRowEncoder, measureRow, type RowEncoder } from '../csv/encode.ts';
import { BulkgenError } from '../errors.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph } from '../model/graph.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import { type BatchText, readBatchText, writeBatchText } from './batch-text.ts';
import { encodeBatch } from './encode-batch.ts';
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

/**
 * Makes the function that generates rows and their text, the parameter `text` of the statement of their table. All tables share the
 * buffers, so it never waits.
 */
export function createTextBatches(
  graph: Graph,
  statementOf: (table: LoadedTable) => WriteStatement,
  longest = longestText,
): OpenMethod['prepare'] {
  const tables = listLoadedTables(graph);
  const longestRow = Math.max(...tables.map((table) => measureRow(graph, table)));
  const csv = new ByteBuffer(longest + longestRow);
  const out: BatchText = { bytes: new Uint8Array(2 * csv.bytes.length), length: 0 };
  const writers = new Map(
    tables.map((table) => [
      table.name,
      {
        encoder: createTableEncoder(graph, table, csv),
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
    return { table, first, end, statement: { text: statement.text, parameters } };
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
