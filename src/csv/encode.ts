import { type ByteBuffer, endCell, writeInteger } from '../model/byte-buffer.ts';
import type { AnyCells } from '../model/columns.ts';
import type { RowBatch } from '../model/definition.ts';
import { type EncodedTexts, encodeTexts, writeEncoded } from '../model/encoded-texts.ts';
import { findTable, type Graph } from '../model/graph.ts';
import type { Table } from '../model/table.ts';
import { createCellWriters } from './cell-writers.ts';
import type { IdForm } from './header.ts';

const newline = 0x0a;
const maxBytesOfEnds = 120;

/** Writes the rows of one table as CSV bytes. */
export interface RowEncoder {
  /** The most bytes that writing a row touches. */
  readonly maxRowBytes: number;
  /** Appends one row to the buffer, which must have `maxRowBytes` left. */
  encode(ordinal: number): void;
}

/** Also writes many rows, faster than one by one. */
export interface BlockEncoder extends RowEncoder {
  /** Appends rows until the next is `end`, or the position in the buffer is beyond `full`. */
  fill(rows: RowCursor, end: number, full: number): void;
}

/** Which row is next. While a row is written, it is the one before. */
export interface RowCursor {
  next: number;
}

/** The most bytes that writing a row of a table touches. */
export function measureRow({ model }: Graph, { name, columns }: Table): number {
  const cells = Object.values(columns).reduce((sum, { maxBytes }) => sum + maxBytes, 0);
  return maxBytesOfEnds + name.length + model.label.length + cells;
}

/** Binds a table's row function to a buffer: one function per column, each writing its cell's bytes in place. */
export function createRowEncoder(graph: Graph, table: Table, ids: IdForm, out: ByteBuffer): BlockEncoder {
  const writeEnds = createEndsWriter(graph, ids, out);
  const cells = createCellWriters(table, out);
  // A row calls `ends` with two record numbers.
  const rowCells: AnyCells = table.kind === 'relationship' ? { ...cells, ends: writeEnds as AnyCells[string] } : cells;
  const row = table.row;
  const numbered = table.kind === 'node' && ids === 'actual';
  const suffix = createSuffix(graph, table, ids);

  function encode(ordinal: number): void {
    if (numbered) {
      writeInteger(out, table.base + ordinal);
      endCell(out);
    }
    row(ordinal, rowCells);
    if (suffix) writeEncoded(out, suffix, 0);
    out.bytes[out.position - 1] = newline;
  }

  function fill(rows: RowCursor, end: number, full: number): void {
    while (rows.next < end && out.position <= full) encode(rows.next++);
  }

  const { batchOf } = table;
  return {
    maxRowBytes: measureRow(graph, table),
    encode,
    fill: ids === 'actual' && batchOf ? createBatchFill(batchOf, rowCells, { out, writeEnds }) : fill,
  };
}

/** Makes the function that writes rows which are read together: it has their ends at hand, without a call for each row. */
function createBatchFill(
  batchOf: NonNullable<Table['batchOf']>,
  cells: AnyCells,
  { out, writeEnds }: { readonly out: ByteBuffer; readonly writeEnds: (start: number, end: number) => void },
): BlockEncoder['fill'] {
  // A function of its own, because V8 compiled the inner one of two loops, and threw the code away after each batch.
  function writeBatch(batch: RowBatch<AnyCells>, rows: RowCursor, end: number, full: number): void {
    const { first, firstRow, sources, targets, firstSource, firstTarget } = batch;
    while (rows.next < end && out.position <= full) {
      const row = rows.next++;
      const [source, target] = [sources[row - first]!, targets[row - first]!];
      writeEnds(firstSource + source, firstTarget + target);
      batch.write(cells, row - firstRow, source, target);
      out.bytes[out.position - 1] = newline;
    }
  }

  return (rows, end, full) => {
    while (rows.next < end && out.position <= full) {
      const batch = batchOf(rows.next);
      writeBatch(batch, rows, Math.min(end, batch.end), full);
    }
  };
}

// The self-describing form ends each row with its labels or type.
function createSuffix({ model }: Graph, { kind, name }: Table, ids: IdForm): EncodedTexts | undefined {
  if (ids === 'actual') return undefined;
  return encodeTexts([kind === 'node' ? `${model.label};${name}\n` : `${name}\n`]);
}

function createEndsWriter(graph: Graph, ids: IdForm, out: ByteBuffer): (start: number, end: number) => void {
  if (ids === 'actual') {
    return (start, end) => {
      writeInteger(out, start);
      endCell(out);
      writeInteger(out, end);
      endCell(out);
    };
  }
  const writeId = createIdWriter(graph, out);
  return (start, end) => {
    writeId(start);
    writeId(end);
  };
}

function createIdWriter({ nodes }: Graph, out: ByteBuffer): (record: number) => void {
  const writers = new Map(nodes.map((table) => [table, table.columns['id']!.writer(out, table.context)]));
  return (record) => {
    const table = findTable(nodes, record);
    const write = writers.get(table) as (ordinal: number) => void; // the id column takes an ordinal
    write(record - table.base);
  };
}
