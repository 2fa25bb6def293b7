import { createRowEncoder } from '../../src/csv/encode.ts';
import type { IdForm } from '../../src/csv/header.ts';
import { ByteBuffer } from '../../src/model/byte-buffer.ts';
import type { Graph } from '../../src/model/graph.ts';
import { createRecordReader } from '../../src/model/record.ts';
import type { Table } from '../../src/model/table.ts';
import { toPlainText } from '../model/column/cell.ts';

/** The bytes of some rows, one after the other in one buffer, as text. */
export function encodeRows(graph: Graph, table: Table, ids: IdForm, ordinals: readonly number[]): string {
  const out = new ByteBuffer(1 << 22);
  const { encode } = createRowEncoder(graph, table, ids, out);
  for (const ordinal of ordinals) encode(ordinal);
  return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(out.bytes.subarray(0, out.position));
}

/** The cells of a row as fast-csv would have to be given them, from the row's values. */
export function describeRow(graph: Graph, table: Table, ids: IdForm, ordinal: number): readonly string[] {
  const { properties, ends } = createRecordReader(table)(ordinal);
  const cells = Object.values(properties).map(toPlainText);
  const name = (record: number) => (ids === 'actual' ? String(record) : graph.idOf(record));
  if (ends) return [...ends.map(name), ...cells, ...(ids === 'actual' ? [] : [table.name])];
  if (ids === 'actual') return [String(table.base + ordinal), ...cells];
  return [...cells, `${graph.model.label};${table.name}`];
}

export function countFrom(first: number, rows: number): readonly number[] {
  return Array.from({ length: rows }, (_, n) => first + n);
}
