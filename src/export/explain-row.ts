import { measureRow } from '../csv/encode.ts';
import { BulkgenError } from '../errors.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import { createCells } from '../model/create-cells.ts';
import type { Graph } from '../model/graph.ts';
import type { Table } from '../model/table.ts';

const correctRows = 'Correct the rows of the model.';

/** The error for a row that could not be made: for a cell that its column cannot hold, `invalid-model` with the name of the column. */
export function explainRow(
  graph: Graph,
  table: Table,
  { ordinal, error }: { readonly ordinal: number; readonly error: unknown },
): unknown {
  if (!(error instanceof RangeError || error instanceof BulkgenError)) return error;
  let column = '';
  const cells = createCells(table.columns, {
    ends: () => {},
    cell(name, { writer }) {
      const write = writer(new ByteBuffer(measureRow(graph, table)), table.context);
      return (...cell) => {
        column = name;
        write(...cell);
        column = '';
      };
    },
  });
  try {
    table.row(ordinal, cells);
    return error;
  } catch {
    if (column === '') return error; // thrown by the row function itself
    const message = `Could not make row ${ordinal} of ${table.name}, column \`${column}\`: ${error.message}`;
    return new BulkgenError('invalid-model', message, { hint: correctRows, cause: error });
  }
}

/** The error for a row with a code outside its vocabulary, which makes the position in the buffer NaN. */
export function unknownCode({ name }: Table, ordinal: number): BulkgenError {
  const message = `Expected every cell of ${name}, row ${ordinal}, to be one of its column's`;
  return new BulkgenError('invalid-model', message, { hint: correctRows });
}
