import { createRowEncoder, measureRow, type RowEncoder } from '../csv/encode.ts';
import { BulkgenError } from '../errors.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph } from '../model/graph.ts';
import { type BatchText, readBatchText, writeBatchText } from './batch-text.ts';
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
    return { prepare: createTextBatches(graph), close: async () => {} };
  },
};

/** Makes the function that generates rows and their text. All tables share the buffers, so it never waits. */
function createTextBatches(graph: Graph): OpenMethod['prepare'] {
  const tables = listLoadedTables(graph);
  const longestRow = Math.max(...tables.map((table) => measureRow(graph, table)));
  const csv = new ByteBuffer(longestText + longestRow);
  const out: BatchText = { bytes: new Uint8Array(2 * csv.bytes.length), length: 0 };
  const writers = new Map(tables.map((table) => [table.name, bindTable(graph, table, csv)]));
  return ({ table, first, end }: Batch): PreparedBatch => {
    const { encoder, text } = writers.get(table.name)!;
    csv.position = 0;
    let ordinal = first;
    while (ordinal < end && csv.position <= longestText) encoder.encode(ordinal++);
    const unusable = writeBatchText(csv.bytes, csv.position, out);
    if (unusable) throw cellUnusable(table, first + unusable.row, unusable.cell);
    return { table, first, end: ordinal, statement: { text, parameters: { text: readBatchText(out) } } };
  };
}

interface TableWriter {
  readonly encoder: RowEncoder;
  /** The statement of the table. */
  readonly text: string;
}

/** Nodes begin with their record number, which is shorter than the labels at the end of the other form. */
function bindTable(graph: Graph, table: LoadedTable, csv: ByteBuffer): TableWriter {
  const ids = table.kind === 'node' ? 'actual' : 'string';
  return { encoder: createRowEncoder(graph, table, ids, csv), text: createStatement(graph.model, table) };
}

function cellUnusable({ kind, name, columns }: LoadedTable, row: number, cell: number): BulkgenError {
  const column = Object.keys(columns)[cell - (kind === 'node' ? 1 : 2)];
  const message = `Expected column \`${column}\` of ${name}, row ${row}, to be text without the control signs U+001D, U+001E and U+001F`;
  return new BulkgenError('query-failed', message, {
    hint: 'Change the model, or load the graph with `bulkgen import`.',
  });
}
