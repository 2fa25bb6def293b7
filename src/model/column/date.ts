import type { ByteBuffer } from '../byte-buffer.ts';
import { formatDay, formatMinute, secondsPerDay } from '../calendar.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { type Column, misfit } from './column.ts';

/** A date; the cell is its number of days since 1970-01-01. */
export function date(): Column<[day: number]> {
  return {
    type: 'date',
    cypherType: 'DATE',
    maxBytes: 12,
    writer: (out) => (day) => {
      writeDay(out, day);
      out.position++; // the delimiter is there already
    },
    reader: () => (day) => ({ kind: 'date', day }),
  };
}

/** A datetime in UTC; the cell is its number of seconds since 1970. Always with `Z`: without a zone the server's decides. */
export function datetime(): Column<[second: number]> {
  return {
    type: 'datetime',
    cypherType: 'ZONED DATETIME',
    maxBytes: 10 + minutes.maxBytes + seconds.maxBytes,
    writer: (out) => (second) => {
      if (!Number.isSafeInteger(second)) throw misfit('a whole number of seconds', second);
      const day = Math.floor(second / secondsPerDay);
      const secondOfDay = second - day * secondsPerDay;
      const minute = (secondOfDay / 60) | 0;
      writeDay(out, day);
      writeEncoded(out, minutes, minute);
      writeEncoded(out, seconds, secondOfDay - minute * 60);
    },
    reader: () => (second) => ({ kind: 'datetime', second }),
  };
}

const minutes = encodeTexts(Array.from({ length: 1_440 }, (_, minute) => `T${formatMinute(minute)}:`));
const seconds = encodeTexts(Array.from({ length: 60 }, (_, second) => `${String(second).padStart(2, '0')}Z,`));

// The dates of a table lie within some years, so days are formatted once and kept: three words of four bytes each.
const keptDays = 4_096;
const dayOfSlot = new Float64Array(keptDays).fill(Number.NaN);
const wordsOfSlot = new Int32Array(3 * keptDays);

/** Writes a day as `YYYY-MM-DD`, and leaves a delimiter behind it. */
function writeDay(out: ByteBuffer, day: number): void {
  const { view, position } = out;
  const slot = day & (keptDays - 1);
  if (dayOfSlot[slot] !== day) keepDay(slot, day);
  const first = 3 * slot;
  view.setInt32(position, wordsOfSlot[first]!, true);
  view.setInt32(position + 4, wordsOfSlot[first + 1]!, true);
  view.setInt32(position + 8, wordsOfSlot[first + 2]!, true);
  out.position = position + 10;
}

function keepDay(slot: number, day: number): void {
  const text = formatDay(day);
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw misfit('a day of the years 0 to 9999', day);
  wordsOfSlot.set(encodeTexts([`${text},`]).words, 3 * slot);
  dayOfSlot[slot] = day;
}
