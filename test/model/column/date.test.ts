import { describe, expect, it } from 'vitest';
import { ByteBuffer } from '../../../src/model/byte-buffer.ts';
import { date } from '../../../src/model/column/date.ts';
import { datetime } from '../../../src/model/column/datetime.ts';
import { context, readCell, writeCell } from './cell.ts';

const firstDay = Date.UTC(1900, 0, 1) / 86_400_000;
const lastDay = Date.UTC(2200, 11, 31) / 86_400_000;

describe('date', () => {
  it('agrees with JavaScript for every day from 1900 to 2200', () => {
    const days = Array.from({ length: lastDay - firstDay + 1 }, (_, n) => firstDay + n);
    const out = new ByteBuffer(days.length * date().maxBytes);
    days.forEach(date().writer(out, context));
    const expected = days.map((day) => `${new Date(day * 86_400_000).toISOString().slice(0, 10)},`);
    expect(new TextDecoder().decode(out.bytes.subarray(0, out.position)) === expected.join('')).toBe(true);
  });

  it('gives its day as the value', () => {
    expect(readCell(date(), -1)).toEqual({ kind: 'date', day: -1 });
  });
});

describe('datetime', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z,'],
    [-1, '1969-12-31T23:59:59Z,'],
    [86_399, '1970-01-01T23:59:59Z,'],
    [951_782_400 + 3_661, '2000-02-29T01:01:01Z,'],
    [4_102_444_800, '2100-01-01T00:00:00Z,'],
  ])('writes second %i as %s', (second, cell) => {
    expect(writeCell(datetime(), second)).toBe(cell);
    expect(readCell(datetime(), second)).toEqual({ kind: 'datetime', second });
  });
});
