import { createRowEncoder, measureRow } from '../csv/encode.ts';
import { encodeHeader, type IdForm } from '../csv/header.ts';
import { BulkgenError } from '../errors.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { Graph } from '../model/graph.ts';
import type { Table } from '../model/table.ts';
import { explainRow, unknownCode } from './explain-row.ts';
import type { ExportPlan } from './plan.ts';

/** A range of a table's rows as CSV bytes. The bytes are overwritten when the block after the next is generated. */
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
  /** Ordinals of the first row and of the row after the last. */
  readonly first: number;
  readonly end: number;
  /** Size of each of the two buffers, at least the longest row. Does not change the bytes. */
  readonly blockBytes?: number;
}

const defaultBlockBytes = 512 * 1024;

/** Generates the rows of a table from one ordinal to before another, in blocks. */
export type BlockGenerator = (first: number, end: number) => AsyncGenerator<Block>;

/** Generates a range of a table's rows. */
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
 * Creates the generator of a table for any number of ranges, one at a time. Generators of several tables may share a buffer, one
 * at a time. V8 makes the fastest code when a table has a single encoder.
 */
export function createBlockGenerator(
  graph: Graph,
  table: Table,
  { ids, buffer }: { readonly ids: IdForm; readonly buffer: ByteBuffer },
): BlockGenerator {
  const blockBytes = buffer.bytes.length / 2;
  const { fill, maxRowBytes } = createRowEncoder(graph, table, ids, buffer);
  if (blockBytes < maxRowBytes) {
    throw new RangeError(`Expected blocks of at least ${maxRowBytes} bytes, got ${blockBytes}`);
  }
  return async function* generate(first, end) {
    const rows = { next: first };
    for (let start = 0; rows.next < end; start = blockBytes - start) {
      const firstOfBlock = rows.next;
      buffer.position = start;
      buffer.nulls = 0;
      try {
        fill(rows, end, start + blockBytes - maxRowBytes);
      } catch (error) {
        throw explainRow(graph, table, { ordinal: rows.next - 1, error });
      }
      // A code outside its vocabulary makes the position NaN.
      if (!(buffer.position > start)) throw unknownCode(table, rows.next - 1);
      const bytes = buffer.bytes.subarray(start, buffer.position);
      yield { first: firstOfBlock, rows: rows.next - firstOfBlock, nulls: buffer.nulls, bytes };
    }
  };
}

/**
 * Generates the bytes of the only table of a plan, its header first. A chunk stays valid until the chunk after the next is requested.
 * Throws `invalid-option` when the plan has several tables.
 */
export async function* generateTable({ graph, ids, tables }: ExportPlan): AsyncGenerator<Uint8Array> {
  const [planned, ...others] = tables;
  if (!planned || others.length > 0) {
    throw new BulkgenError('invalid-option', `Expected one table for stdout, got ${tables.length}`, {
      hint: 'Name one table with --tables, such as --tables Server.',
    });
  }
  yield encodeHeader(planned.header.cells);
  const range = { ids, first: 0, end: planned.table.count };
  for await (const { bytes } of generateBlocks(graph, planned.table, range)) yield bytes;
}
