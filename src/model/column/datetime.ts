import { formatSecond, secondsPerDay } from '../calendar.ts';
import { encodeMinutes, encodeSeconds, isClock, listClock, readClock, splitSecond, writeClock } from './clock.ts';
import { type Column, misfit, misfitTime, refuseOthers } from './column.ts';
import { firstDay, isDay, lastDay, listDay, readDay, writeDay } from './date.ts';
import type { StructuredType } from './value-type.ts';

/** Whole seconds since 1970-01-01T00:00:00Z. */
export interface Instant {
  readonly kind: 'datetime';
  readonly second: number;
}

/** A date and a time of day without a zone: whole seconds since 1970-01-01T00:00:00 by the same clock. */
export interface LocalDateTime {
  readonly kind: 'localdatetime';
  readonly second: number;
}

/**
 * A date and time in UTC; the cell is its number of seconds since 1970, not of milliseconds as `Date.now()` gives. It is written with `Z`, because Neo4j
 * reads a datetime without a zone in the zone of the server. The years are 0 to 9999; another number throws a RangeError.
 */
export function datetime(): Column<[second: number], Instant> {
  return {
    ...createCells('Z'),
    headerType: 'datetime',
    valueType: datetimeType,
    reader: () => (second) => ({ kind: 'datetime', second }),
    cypher: (cell) => `datetime(${cell})`,
  };
}

/**
 * A date and time without a zone, `YYYY-MM-DDTHH:MM:SS`, such as the local time of a branch; the cell is its number of seconds
 * since 1970-01-01T00:00:00 by the same clock. The years are 0 to 9999; another number throws a RangeError.
 */
export function localdatetime(): Column<[second: number], LocalDateTime> {
  return {
    ...createCells(''),
    headerType: 'localdatetime',
    valueType: localdatetimeType,
    reader: () => (second) => ({ kind: 'localdatetime', second }),
    cypher: (cell) => `localdatetime(${cell})`,
  };
}

const minutes = encodeMinutes('T');

const milliseconds = { units: { milliseconds: 1_000 }, least: 1, most: (lastDay + 1) * secondsPerDay };

function createCells(zone: '' | 'Z') {
  const texts = { minutes, seconds: encodeSeconds(zone) };
  const length = 'YYYY-MM-DDTHH:MM:SS'.length + zone.length;
  return {
    expected: `a time YYYY-MM-DDTHH:MM:SS${zone}`,
    refuse: refuseOthers('a whole number of seconds'),
    maxBytes: 10 + minutes.maxBytes + texts.seconds.maxBytes,
    holds: (bytes: Uint8Array, start: number, end: number) =>
      end - start === length &&
      isDay(bytes, start) &&
      bytes[start + 10] === 0x54 &&
      isClock(bytes, start + 11) &&
      (zone === '' || bytes[start + 19] === 0x5a),
    writer: ((out) => (second) => {
      if (!Number.isSafeInteger(second)) throw misfit('a whole number of seconds', second);
      const day = Math.floor(second / secondsPerDay);
      if (day < firstDay || day > lastDay) throw misfitTime('seconds of the years 0 to 9999', second, milliseconds);
      writeDay(out, day);
      writeClock(out, texts, second - day * secondsPerDay);
    }) satisfies Column<[second: number], unknown>['writer'],
  };
}

const toCanonical = (text: string): string => `t${text};`;

export const datetimeType: StructuredType<Instant> = {
  kind: 'datetime',
  cypherType: 'ZONED DATETIME',
  toText: ({ second }) => formatSecond(second),
  canonicalText: ({ second }) => toCanonical(formatSecond(second)),
  canonicalOfText: toCanonical,
  driverClass: 'DateTime',
  toDriver: ({ second }) => [...listSecond(second), 0],
  fromDriver(fields) {
    const { timeZoneOffsetSeconds, timeZoneId } = fields;
    if (timeZoneId != null || Number(timeZoneOffsetSeconds) !== 0) return undefined;
    const second = readSecond(fields);
    return second === undefined ? undefined : { kind: 'datetime', second };
  },
};

export const localdatetimeType: StructuredType<LocalDateTime> = {
  kind: 'localdatetime',
  cypherType: 'LOCAL DATETIME',
  toText: ({ second }) => formatSecond(second).slice(0, -1),
  canonicalText: (value) => `c${localdatetimeType.toText(value)};`,
  driverClass: 'LocalDateTime',
  toDriver: ({ second }) => listSecond(second),
  fromDriver(fields) {
    const second = readSecond(fields);
    return second === undefined ? undefined : { kind: 'localdatetime', second };
  },
};

function listSecond(second: number): readonly number[] {
  const [day, secondOfDay] = splitSecond(second);
  return [...listDay(day), ...listClock(secondOfDay)];
}

function readSecond(fields: Parameters<typeof readDay>[0]): number | undefined {
  const secondOfDay = readClock(fields);
  return secondOfDay === undefined ? undefined : readDay(fields) * secondsPerDay + secondOfDay;
}
