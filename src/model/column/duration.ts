import { endCell, readText, writeText } from '../byte-buffer.ts';
import { type Column, misfitTime, refuseOthers } from './column.ts';
import type { StructuredType } from './value-type.ts';

/** Months, days and seconds, which Neo4j keeps apart because neither a month nor a day has a fixed length. */
export interface Duration {
  readonly kind: 'duration';
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
}

/**
 * An ISO 8601 duration; the cell is its months, days and seconds (not milliseconds), each a 32-bit integer: `cell.took(0, 0, 90)` is a minute and a
 * half. Throws a RangeError for other numbers.
 */
export function duration(): Column<[months: number, days: number, seconds: number], Duration> {
  return {
    headerType: 'duration',
    valueType: durationType,
    expected: 'a duration such as P1Y2M3DT4H5M6S',
    holds: isDuration,
    refuse: refuseOthers('a whole number of months', 'a whole number of days', 'a whole number of seconds'),
    maxBytes: 'P-178956970Y-11M-2147483648DT-596523H-59M-59S,'.length,
    writer: (out) => (months, days, seconds) => {
      for (const value of [months, days, seconds]) {
        if ((value | 0) !== value) throw misfitTime('a whole number of 32 bits', value, milliseconds);
      }
      writeText(out, formatDuration({ months, days, seconds }));
      endCell(out);
    },
    reader: () => (months, days, seconds) => ({ kind: 'duration', months, days, seconds }),
    cypher: (cell) => `duration(${cell})`,
  };
}

/** 25 days in milliseconds have more than 32 bits. */
const milliseconds = { units: { milliseconds: 1_000 }, least: 1, most: 2 ** 31 };

export const durationType: StructuredType<Duration> = {
  kind: 'duration',
  cypherType: 'DURATION',
  toText: formatDuration,
  canonicalText: (value) => `u${formatDuration(value)};`,
  driverClass: 'Duration',
  toDriver: ({ months, days, seconds }) => [months, days, seconds, 0],
  fromDriver: ({ months, days, seconds, nanoseconds }) =>
    Number(nanoseconds) === 0
      ? { kind: 'duration', months: Number(months), days: Number(days), seconds: Number(seconds) }
      : undefined,
};

/**
 * A duration as Cypher's `toString()` gives it: `P1Y2M3DT4H5M6S`, each unit with a sign of its own, and `PT0S` for none.
 * Source: `DurationValue.prettyPrint` of Neo4j.
 */
function formatDuration({ months, days, seconds }: Omit<Duration, 'kind'>): string {
  const date = formatAmounts([Math.trunc(months / 12), 'Y'], [months % 12, 'M'], [days, 'D']);
  const time = formatAmounts(
    [Math.trunc(seconds / 3_600), 'H'],
    [Math.trunc(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  );
  return time === '' && date !== '' ? `P${date}` : `P${date}T${time || '0S'}`;
}

function formatAmounts(...amounts: readonly (readonly [amount: number, unit: string])[]): string {
  return amounts.map(([amount, unit]) => (amount === 0 ? '' : `${amount}${unit}`)).join('');
}

const pattern =
  /^P(?=[-\dT])(?:-?\d{1,10}Y)?(?:-?\d{1,10}M)?(?:-?\d{1,10}D)?(?:T(?=[-\d])(?:-?\d{1,10}H)?(?:-?\d{1,10}M)?(?:-?\d{1,10}S)?)?$/;

function isDuration(bytes: Uint8Array, start: number, end: number): boolean {
  return pattern.test(readText(bytes, start, end));
}
