import type { RowEncoder } from '../csv/encode.ts';
import { explainRow, unknownCode } from '../export/explain-row.ts';
import type { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph } from '../model/graph.ts';
import type { Batch } from './method.ts';

export interface EncodeOptions {
  readonly graph: Graph;
  /** Writes into the buffer, which has room for a row after the longest text. */
  readonly encoder: RowEncoder;
  readonly buffer: ByteBuffer;
  /** A batch ends with the row that exceeds this number of bytes. */
  readonly longest: number;
}

/** Fills the buffer from its beginning with rows of a batch. Returns the row after the last. Throws `invalid-model`. */
export function encodeBatch({ table, first, end }: Batch, { graph, encoder, buffer, longest }: EncodeOptions): number {
  let ordinal = first;
  buffer.position = 0;
  try {
    while (ordinal < end && buffer.position <= longest) encoder.encode(ordinal++);
  } catch (error) {
    throw explainRow(graph, table, { ordinal: ordinal - 1, error });
  }
  if (!(buffer.position > 0)) throw unknownCode(table, ordinal - 1);
  return ordinal;
}
