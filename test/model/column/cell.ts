import { parseString, writeToString } from 'fast-csv';
import { expect } from 'vitest';
import { ByteBuffer } from '../../../src/model/byte-buffer.ts';
import type { Column, ColumnContext } from '../../../src/model/column/column.ts';
import type { Duration } from '../../../src/model/column/duration.ts';
import { formatId } from '../../../src/model/readable-id.ts';
import type { PropertyValue } from '../../../src/model/value.ts';
import { Stream } from '../../../src/random/stream.ts';

const server = { prefix: 'srv', digits: 7 };
const longest = { prefix: 'abcdefghijklmnop', digits: 16 };

/** A graph in which all nodes are servers, except those with the label `Longest`. */
export const context: ColumnContext = {
  ownId: server,
  idOf: (label) => (label === 'Longest' ? longest : server),
  idOfRecord: (record) => formatId(longest, record),
  stream: (name) => new Stream(`test/${name}`),
};

/** The bytes of a cell and its delimiter, as text. Fails when writing it touches more bytes than the column says. */
export function writeCell<Cell extends readonly unknown[]>(column: Column<Cell, PropertyValue>, ...cell: Cell): string {
  const out = new ByteBuffer(column.maxBytes);
  column.writer(out, context)(...cell);
  expect(out.position).toBeLessThanOrEqual(column.maxBytes);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(out.bytes.subarray(0, out.position));
}

export function readCell<Cell extends readonly unknown[]>(
  column: Column<Cell, PropertyValue>,
  ...cell: Cell
): PropertyValue {
  return column.reader(context)(...cell);
}

/** A value in the form that neo4j-admin reads, before any quoting. Does not use the formatting of src/. */
export function toPlainText(value: PropertyValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (!('kind' in value)) return value.map(toPlainText).join(';');
  if (value.kind === 'date') return new Date(value.day * 86_400_000).toISOString().slice(0, 10);
  if (value.kind === 'datetime') return new Date(value.second * 1_000).toISOString().replace('.000', '');
  if (value.kind === 'localdatetime') return new Date(value.second * 1_000).toISOString().replace('.000Z', '');
  if (value.kind === 'localtime') return new Date(value.second * 1_000).toISOString().slice(11, 19);
  if (value.kind === 'time')
    return `${new Date(value.second * 1_000).toISOString().slice(11, 19)}${formatOffset(value.offset)}`;
  if (value.kind === 'duration') return formatDuration(value);
  return `{longitude:${value.longitude}, latitude:${value.latitude}}`;
}

function formatOffset(offset: number): string {
  const sign = offset < 0 ? '-' : '+';
  return offset === 0 ? 'Z' : `${sign}${new Date(Math.abs(offset) * 1_000).toISOString().slice(11, 16)}`;
}

function formatDuration({ months, days, seconds }: Duration): string {
  const units: readonly (readonly [bigint, string])[] = [
    [BigInt(months) / 12n, 'Y'],
    [BigInt(months) % 12n, 'M'],
    [BigInt(days), 'D'],
    [0n, 'T'],
    [BigInt(seconds) / 3_600n, 'H'],
    [(BigInt(seconds) % 3_600n) / 60n, 'M'],
    [BigInt(seconds) % 60n, 'S'],
  ];
  const text = units.map(([amount, unit]) => (unit === 'T' ? unit : amount === 0n ? '' : `${amount}${unit}`)).join('');
  return text === 'T' ? 'PT0S' : `P${text.replace(/T$/, '')}`;
}

/** The cell and delimiter that fast-csv writes for a text. */
export async function formatWithFastCsv(text: string): Promise<string> {
  return writeToString([['', text, '']]).then((row) => row.slice(1));
}

/** Reads a cell and its delimiter back with fast-csv. */
export async function parseWithFastCsv(cell: string): Promise<string> {
  const rows: string[][] = [];
  for await (const row of parseString<string[], string[]>(`first,${cell}last\n`, { headers: false })) rows.push(row);
  expect(rows).toEqual([['first', expect.any(String), 'last']]);
  return rows[0]![1]!;
}
