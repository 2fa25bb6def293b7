import { createRowEncoder } from '../csv/encode.ts';
import type { IdForm } from '../csv/header.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph, Table } from '../model/graph.ts';

/** A stretch of a table's rows as CSV bytes; the bytes are overwritten when the block after the next is made. */
export interface Block {
  /** Ordinal of the first row. */
  readonly first: number;
  readonly rows: number;
  /** Cells left empty in these rows. */
  readonly nulls: number;
  readonly bytes: Uint8Array;
}

export interface BlockOptions {
  readonly ids: IdForm;
  /** Ordinal of the first row, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Size of the two buffers; more than a row takes. Has no effect on the bytes of the whole. */
  readonly blockBytes?: number;
}

const defaultBlockBytes = 512 * 1024;

/** Generates a table's rows in blocks, two buffers in turn: one is filled while the other is being written. */
export async function* generateBlocks(graph: Graph, table: Table, options: BlockOptions): AsyncGenerator<Block> {
  const { ids, first, end, blockBytes = defaultBlockBytes } = options;
  const buffers = [new ByteBuffer(blockBytes), new ByteBuffer(blockBytes)] as const;
  const encoders = buffers.map((buffer) => createRowEncoder(graph, table, ids, buffer));
  const full = blockBytes - encoders[0]!.maxRowBytes;
  if (full < 0)
    throw new RangeError(`Expected blocks of at least ${encoders[0]!.maxRowBytes} bytes, got ${blockBytes}`);
  let ordinal = first;
  for (let turn = 0; ordinal < end; turn = 1 - turn) {
    const buffer = buffers[turn as 0 | 1];
    const { encode } = encoders[turn]!;
    const start = ordinal;
    buffer.position = 0;
    buffer.nulls = 0;
    while (ordinal < end && buffer.position <= full) encode(ordinal++);
    const bytes = buffer.bytes.subarray(0, buffer.position);
    yield { first: start, rows: ordinal - start, nulls: buffer.nulls, bytes };
  }
}
