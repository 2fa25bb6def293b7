import { type ByteBuffer, endCell, writePadded } from '../byte-buffer.ts';
import { secondsPerDay, toCivilDate } from '../calendar.ts';
import type { Column } from './column.ts';

/** A date; the cell is its number of days since 1970-01-01. */
export function date(): Column<[day: number]> {
  return {
    type: 'date',
    cypherType: 'DATE',
    maxBytes: 11,
    writer: (out) => (day) => {
      writeDate(out, day);
      endCell(out);
    },
    reader: () => (day) => ({ kind: 'date', day }),
  };
}

/** A datetime in UTC; the cell is its number of seconds since 1970. Always with `Z`: without a zone the server's decides. */
export function datetime(): Column<[second: number]> {
  return {
    type: 'datetime',
    cypherType: 'ZONED DATETIME',
    maxBytes: 21,
    writer: (out) => (second) => {
      const day = Math.floor(second / secondsPerDay);
      writeDate(out, day);
      writeTime(out, second - day * secondsPerDay);
      endCell(out);
    },
    reader: () => (second) => ({ kind: 'datetime', second }),
  };
}

function writeDate(out: ByteBuffer, dayNumber: number): void {
  const { year, month, day } = toCivilDate(dayNumber);
  writePadded(out, year, 4);
  out.bytes[out.position++] = 0x2d;
  writePadded(out, month, 2);
  out.bytes[out.position++] = 0x2d;
  writePadded(out, day, 2);
}

function writeTime(out: ByteBuffer, secondOfDay: number): void {
  const minutes = (secondOfDay / 60) | 0;
  out.bytes[out.position++] = 0x54;
  writePadded(out, (minutes / 60) | 0, 2);
  out.bytes[out.position++] = 0x3a;
  writePadded(out, minutes % 60, 2);
  out.bytes[out.position++] = 0x3a;
  writePadded(out, secondOfDay % 60, 2);
  out.bytes[out.position++] = 0x5a;
}
