import type { ByteBuffer } from '../byte-buffer.ts';
import { formatMinute, secondsPerDay } from '../calendar.ts';
import { type EncodedTexts, encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { readPair } from './digits.ts';
import type { DriverFields } from './value-type.ts';

/** The encoded seconds of a minute for each ending: `59Z,` for `Z`. */
const secondsByEnding = new Map<string, EncodedTexts>();

/** The seconds of a minute with what follows them, its delimiter included. */
export function encodeSeconds(ending: string): EncodedTexts {
  let seconds = secondsByEnding.get(ending);
  if (!seconds) {
    seconds = encodeTexts(Array.from({ length: 60 }, (_, second) => `${pad(second)}${ending},`));
    secondsByEnding.set(ending, seconds);
  }
  return seconds;
}

/** The minutes of a day with what stands before them: `T23:59:`. */
export function encodeMinutes(start: string): EncodedTexts {
  return encodeTexts(Array.from({ length: 1_440 }, (_, minute) => `${start}${formatMinute(minute)}:`));
}

/** The words that a time of day is written with. */
export interface ClockTexts {
  readonly minutes: EncodedTexts;
  readonly seconds: EncodedTexts;
}

/** Writes a second of the day and the delimiter. */
export function writeClock(out: ByteBuffer, { minutes, seconds }: ClockTexts, secondOfDay: number): void {
  const minute = (secondOfDay / 60) | 0;
  writeEncoded(out, minutes, minute);
  writeEncoded(out, seconds, secondOfDay - minute * 60);
}

/** A second of the day as `HH:MM:SS`. */
export function formatClock(secondOfDay: number): string {
  return `${formatMinute(Math.floor(secondOfDay / 60))}:${pad(secondOfDay % 60)}`;
}

/** Whether the eight bytes from `start` are `HH:MM:SS`, a time that a day has. */
export function isClock(bytes: Uint8Array, start: number): boolean {
  return (
    readPair(bytes, start) < 24 &&
    bytes[start + 2] === 0x3a &&
    readPair(bytes, start + 3) < 60 &&
    bytes[start + 5] === 0x3a &&
    readPair(bytes, start + 6) < 60
  );
}

/** Splits seconds since 1970 into the day and the second of the day. */
export function splitSecond(second: number): readonly [day: number, secondOfDay: number] {
  const day = Math.floor(second / secondsPerDay);
  return [day, second - day * secondsPerDay];
}

/** A second of the day as hour, minute, second and nanosecond. */
export function listClock(secondOfDay: number): readonly number[] {
  return [Math.floor(secondOfDay / 3_600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60, 0];
}

/** The second of the day of a time of the driver, or undefined for a part of a second. */
export function readClock({ hour, minute, second, nanosecond }: DriverFields): number | undefined {
  if (Number(nanosecond) !== 0) return undefined;
  return Number(hour) * 3_600 + Number(minute) * 60 + Number(second);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
