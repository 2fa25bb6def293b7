import { BulkgenError } from '../../errors.ts';
import type { ByteBuffer } from '../byte-buffer.ts';
import { secondsPerDay } from '../calendar.ts';
import { encodeMinutes, encodeSeconds, formatClock, isClock, listClock, readClock, writeClock } from './clock.ts';
import { type Column, misfitTime, refuseOthers } from './column.ts';
import type { StructuredType } from './value-type.ts';

/** A second of the day by a clock whose distance from UTC is `offset`, in seconds. */
export interface ZonedTime {
  readonly kind: 'time';
  readonly second: number;
  readonly offset: number;
}

/** A second of the day. */
export interface LocalTime {
  readonly kind: 'localtime';
  readonly second: number;
}

/**
 * A time of day with a zone, `HH:MM:SS+02:00`; the cell is its second of the day by the clock of that zone, 0 to 86,399.
 * `offset` is the zone of all cells: `Z` for UTC (default), or `+HH:MM` or `-HH:MM` up to 18 hours, as ISO 8601 and Java write it.
 * Throws `invalid-model` for another offset, and a RangeError for another second.
 */
export function time(offset = 'Z'): Column<[secondOfDay: number], ZonedTime> {
  const seconds = readOffset(offset);
  const ending = formatOffset(seconds);
  return {
    ...createCells(ending),
    headerType: 'time',
    valueType: timeType,
    reader: () => (second) => ({ kind: 'time', second, offset: seconds }),
    cypher: (cell) => `time(${cell})`,
  };
}

/** A time of day without a zone, `HH:MM:SS`; the cell is its second of the day, 0 to 86,399. Throws a RangeError for another one. */
export function localtime(): Column<[secondOfDay: number], LocalTime> {
  return {
    ...createCells(''),
    headerType: 'localtime',
    valueType: localtimeType,
    reader: () => (second) => ({ kind: 'localtime', second }),
    cypher: (cell) => `localtime(${cell})`,
  };
}

const secondOfDay = 'a second of the day, 0 to 86399';
const minutes = encodeMinutes('');
const milliseconds = { units: { milliseconds: 1_000 }, least: 1, most: secondsPerDay };

function createCells(ending: string) {
  const texts = { minutes, seconds: encodeSeconds(ending) };
  const tail = new TextEncoder().encode(ending);
  return {
    expected: `a time HH:MM:SS${ending}`,
    refuse: refuseOthers(secondOfDay),
    maxBytes: minutes.maxBytes + texts.seconds.maxBytes,
    holds: (bytes: Uint8Array, start: number, end: number) =>
      end - start === 8 + tail.length &&
      isClock(bytes, start) &&
      tail.every((byte, at) => bytes[start + 8 + at] === byte),
    writer: (out: ByteBuffer) => (second: number) => {
      if (!(Number.isInteger(second) && second >= 0 && second < secondsPerDay)) {
        throw misfitTime(secondOfDay, second, milliseconds);
      }
      writeClock(out, texts, second);
    },
  };
}

export const timeType: StructuredType<ZonedTime> = {
  kind: 'time',
  cypherType: 'ZONED TIME',
  toText: ({ second, offset }) => `${formatClock(second)}${formatOffset(offset)}`,
  canonicalText: (value) => `z${timeType.toText(value)};`,
  driverClass: 'Time',
  toDriver: ({ second, offset }) => [...listClock(second), offset],
  fromDriver(fields) {
    const second = readClock(fields);
    return second === undefined ? undefined : { kind: 'time', second, offset: Number(fields['timeZoneOffsetSeconds']) };
  },
};

export const localtimeType: StructuredType<LocalTime> = {
  kind: 'localtime',
  cypherType: 'LOCAL TIME',
  toText: ({ second }) => formatClock(second),
  canonicalText: ({ second }) => `h${formatClock(second)};`,
  driverClass: 'LocalTime',
  toDriver: ({ second }) => listClock(second),
  fromDriver(fields) {
    const second = readClock(fields);
    return second === undefined ? undefined : { kind: 'localtime', second };
  },
};

/** The largest distance from UTC that Java's ZoneOffset, and so Neo4j, can hold. */
const largestOffset = 18 * 3_600;

function readOffset(text: string): number {
  if (text === 'Z') return 0;
  const match = /^([+-])(\d\d):([0-5]\d)$/.exec(text);
  const seconds = match ? Number(match[2]) * 3_600 + Number(match[3]) * 60 : Number.NaN;
  if (seconds <= largestOffset) return match![1] === '-' ? -seconds + 0 : seconds;
  throw new BulkgenError(
    'invalid-model',
    `Expected an offset to be Z or +HH:MM or -HH:MM, at most 18:00, got \`${text}\``,
  );
}

/** An offset as Java writes it. A database may have one with seconds, which no column writes. */
function formatOffset(seconds: number): string {
  if (seconds === 0) return 'Z';
  const clock = formatClock(Math.abs(seconds));
  return `${seconds < 0 ? '-' : '+'}${clock.endsWith(':00') ? clock.slice(0, -3) : clock}`;
}
