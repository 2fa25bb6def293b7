import { createRowEncoder, measureRow } from '../csv/encode.ts';
import type { IdForm } from '../csv/header.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph } from '../model/graph.ts';
import type { Table } from '../model/table.ts';

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

/** Generates the rows of a table from one ordinal to before another, in blocks. */
export type BlockGenerator = (first: number, end: number) => AsyncGenerator<Block>;

/** Generates a stretch of a table's rows. */
export function generateBlocks(graph: Graph, table: Table, options: BlockOptions): AsyncGenerator<Block> {
  const { ids, first, end } = options;
  const rows = Math.max(1, end - first);
  const blockBytes = options.blockBytes ?? Math.min(defaultBlockBytes, rows * measureRow(graph, table));
  return createBlockGenerator(graph, table, { ids, buffer: createBlockBuffer(blockBytes) })(first, end);
}

/** A buffer of two blocks: one is filled while the other is being written. */
export function createBlockBuffer(blockBytes = defaultBlockBytes): ByteBuffer {
  return new ByteBuffer(2 * blockBytes);
}

/**
 * Makes the generator of a table for as many stretches as are wanted, one at a time; generators of several tables may
 * share a buffer in the same way. The engine makes the fastest code of an encoder that is the only one of its table.
 */
export function createBlockGenerator(
  graph: Graph,
  table: Table,
  { ids, buffer }: { readonly ids: IdForm; readonly buffer: ByteBuffer },
): BlockGenerator {
  const blockBytes = buffer.bytes.length / 2;
  const { encode, maxRowBytes } = createRowEncoder(graph, table, ids, buffer);
  if (blockBytes < maxRowBytes) {
    throw new RangeError(`Expected blocks of at least ${maxRowBytes} bytes, got ${blockBytes}`);
  }
  return async function* generate(first, end) {
    let ordinal = first;
    for (let start = 0; ordinal < end; start = blockBytes - start) {
      const full = start + blockBytes - maxRowBytes;
      const firstOfBlock = ordinal;
      buffer.position = start;
      buffer.nulls = 0;
      while (ordinal < end && buffer.position <= full) encode(ordinal++);
      // A code that its vocabulary has not leaves no position behind.
      if (!(buffer.position > start)) {
        throw new RangeError(`Expected every cell of ${table.name}, row ${ordinal - 1}, to be one of its column's`);
      }
      const bytes = buffer.bytes.subarray(start, buffer.position);
      yield { first: firstOfBlock, rows: ordinal - firstOfBlock, nulls: buffer.nulls, bytes };
    }
  };
}
