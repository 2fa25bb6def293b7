import type { ByteBuffer } from '../byte-buffer.ts';
import { formatDay, secondsPerDay, toCivilDate, toDayNumber } from '../calendar.ts';
import { encodeTexts } from '../encoded-texts.ts';
import { type Column, misfit, misfitTime, refuseOthers } from './column.ts';
import { readPair } from './digits.ts';
import type { DriverFields, StructuredType } from './value-type.ts';

/** Days since 1970-01-01. */
export interface CalendarDate {
  readonly kind: 'date';
  readonly day: number;
}

/** The days of the years 0 to 9999. */
export const [firstDay, lastDay] = [-719_528, 2_932_896] as const;

/** A date; the cell is its number of days since 1970-01-01, such as `today - 30`. The years are 0 to 9999; another number throws a RangeError. */
export function date(): Column<[day: number], CalendarDate> {
  return {
    headerType: 'date',
    valueType: dateType,
    expected: 'a date YYYY-MM-DD',
    holds: (bytes, start, end) => end - start === 10 && isDay(bytes, start),
    refuse: refuseOthers(aDay),
    maxBytes: 16,
    writer: (out) => (day) => {
      writeDay(out, day);
      out.position++; // the delimiter is there already
    },
    reader: () => (day) => ({ kind: 'date', day }),
    cypher: (cell) => `date(${cell})`,
  };
}

const aDay = 'a day, a whole number since 1970-01-01';

const toCanonical = (text: string): string => `d${text};`;

export const dateType: StructuredType<CalendarDate> = {
  kind: 'date',
  cypherType: 'DATE',
  toText: ({ day }) => formatDay(day),
  canonicalText: ({ day }) => toCanonical(formatDay(day)),
  canonicalOfText: toCanonical,
  driverClass: 'Date',
  toDriver: ({ day }) => listDay(day),
  fromDriver: (fields) => ({ kind: 'date', day: readDay(fields) }),
};

/** A day as year, month and day of the month. */
export function listDay(dayNumber: number): readonly number[] {
  const { year, month, day } = toCivilDate(dayNumber);
  return [year, month, day];
}

/** The day number of a date of the driver. */
export function readDay({ year, month, day }: DriverFields): number {
  return toDayNumber({ year: Number(year), month: Number(month), day: Number(day) });
}

/** Whether the ten bytes from `start` are `YYYY-MM-DD`, a day that the calendar has. */
export function isDay(bytes: Uint8Array, start: number): boolean {
  if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return false;
  const year = readPair(bytes, start) * 100 + readPair(bytes, start + 2);
  const month = readPair(bytes, start + 5);
  const day = readPair(bytes, start + 8);
  if (!(year < 10_000 && month >= 1 && month <= 12 && day >= 1)) return false;
  if (month === 2) return day <= (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28);
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

// The dates of a table lie within a few years, so each day is formatted once and kept as two blocks of eight bytes.
const keptDays = 4_096;
const dayOfSlot = new Float64Array(keptDays).fill(Number.NaN);
const blocksOfSlot = new Float64Array(2 * keptDays);

/** Writes a day as `YYYY-MM-DD`. The byte after it is a delimiter. */
export function writeDay(out: ByteBuffer, day: number): void {
  const { view, position } = out;
  const slot = day & (keptDays - 1);
  if (dayOfSlot[slot] !== day) keepDay(slot, day);
  view.setFloat64(position, blocksOfSlot[2 * slot]!, true);
  view.setFloat64(position + 8, blocksOfSlot[2 * slot + 1]!, true);
  out.position = position + 10;
}

/** A number from 1971 on, if it is taken as seconds or milliseconds. */
const otherUnits = {
  units: { seconds: secondsPerDay, milliseconds: 1_000 * secondsPerDay },
  ...{ least: 365, most: lastDay },
};

function keepDay(slot: number, day: number): void {
  if (!Number.isInteger(day)) throw misfit(aDay, day); // null has no day that is kept, so it comes here, too
  const text = formatDay(day);
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw misfitTime('a day of the years 0 to 9999', day, otherUnits);
  blocksOfSlot.set(encodeTexts([`${text},`]).blocks, 2 * slot);
  dayOfSlot[slot] = day;
}
