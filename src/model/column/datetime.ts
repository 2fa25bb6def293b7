import { formatMinute, formatSecond, secondsPerDay } from '../calendar.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { type Column, misfit } from './column.ts';
import { isDay, listDay, readDay, writeDay } from './date.ts';
import { readPair } from './digits.ts';
import type { StructuredType } from './value-type.ts';

/** Whole seconds since 1970-01-01T00:00:00Z. */
export interface Instant {
  readonly kind: 'datetime';
  readonly second: number;
}

/**
 * A date and time in UTC; the cell is its number of seconds since 1970. It is written with `Z`, because without a zone the
 * server's decides.
 */
export function datetime(): Column<[second: number], Instant> {
  return {
    headerType: 'datetime',
    valueType: datetimeType,
    expected: 'a time YYYY-MM-DDTHH:MM:SSZ',
    holds: isInstant,
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
    cypher: (cell) => `datetime(${cell})`,
  };
}

const minutes = encodeTexts(Array.from({ length: 1_440 }, (_, minute) => `T${formatMinute(minute)}:`));
const seconds = encodeTexts(Array.from({ length: 60 }, (_, second) => `${String(second).padStart(2, '0')}Z,`));

const toCanonical = (text: string): string => `t${text};`;

export const datetimeType: StructuredType<Instant> = {
  kind: 'datetime',
  cypherType: 'ZONED DATETIME',
  toText: ({ second }) => formatSecond(second),
  canonicalText: ({ second }) => toCanonical(formatSecond(second)),
  canonicalOfText: toCanonical,
  driverClass: 'DateTime',
  toDriver({ second }) {
    const day = Math.floor(second / secondsPerDay);
    const time = second - day * secondsPerDay;
    const [hour, minute] = [Math.floor(time / 3_600), Math.floor(time / 60) % 60];
    const [nanosecond, offset] = [0, 0];
    return [...listDay(day), hour, minute, time % 60, nanosecond, offset];
  },
  fromDriver(fields) {
    const { hour, minute, second, nanosecond, timeZoneOffsetSeconds, timeZoneId } = fields;
    if (timeZoneId != null || Number(nanosecond) !== 0 || Number(timeZoneOffsetSeconds) !== 0) return undefined;
    const time = Number(hour) * 3_600 + Number(minute) * 60 + Number(second);
    return { kind: 'datetime', second: readDay(fields) * secondsPerDay + time };
  },
};

function isInstant(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start === 20 &&
    isDay(bytes, start) &&
    bytes[start + 10] === 0x54 &&
    readPair(bytes, start + 11) < 24 &&
    bytes[start + 13] === 0x3a &&
    readPair(bytes, start + 14) < 60 &&
    bytes[start + 16] === 0x3a &&
    readPair(bytes, start + 17) < 60 &&
    bytes[start + 19] === 0x5a
  );
}
