import type { RuleMessage } from './finding.ts';
import { describeStoredPoint, readPoint } from './point-text.ts';
import { hasZone, isDate, isDateTime, isDuration, isLocalDateTime, isLocalTime, isTime } from './temporal.ts';

/** What is wrong with the text of a cell; the caller adds the text. */
export type CellMessage = Omit<RuleMessage, 'found'>;

/** Checks the text of a cell. Returns nothing if the importer stores what the text means. */
export type CellRule = (text: string) => CellMessage | undefined;

export interface CellRuleOptions {
  /** Whether numbers keep the width of their type. */
  readonly isExact: boolean;
  /** Whether the header names a time zone for the column. */
  readonly hasTimeZone: boolean;
  /** The coordinate reference system that the header names for the column. */
  readonly crs: string | undefined;
  /** As in a dialect. */
  readonly isCalendarVersion: boolean;
}

/** The rule for the values of a type that is not a list; nothing for text, which can be anything. */
export function createCellRule(type: string, options: CellRuleOptions): CellRule | undefined {
  const { isExact, hasTimeZone, crs, isCalendarVersion } = options;
  switch (type) {
    case 'string':
      return undefined;
    case 'char':
      return isExact ? createFormRule((text) => text.length <= 1, 'one character') : undefined;
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
      return (text) => checkWhole(text, isExact ? bits[type] : 64, isCalendarVersion);
    case 'float':
    case 'double':
      return (text) => checkDecimal(text, isExact ? type : 'double');
    case 'boolean':
      return (text) => checkBoolean(text, isCalendarVersion);
    case 'point':
      return (text) => checkPoint(text, crs);
    case 'date':
      return createFormRule(isDate, 'a date such as 2020-01-31');
    case 'time':
      return createZoneRule(isTime, hasTimeZone, 'a time with an offset, such as 10:30:00Z');
    case 'datetime':
      return createZoneRule(isDateTime, hasTimeZone, 'a date and time with an offset, such as 2020-01-31T10:30:00Z');
    case 'localtime':
      return createFormRule(isLocalTime, 'a time such as 10:30:00');
    case 'localdatetime':
      return createFormRule(isLocalDateTime, 'a date and time such as 2020-01-31T10:30:00');
    default:
      return createFormRule(isDuration, 'a duration such as P1DT12H');
  }
}

/** The rule for ids of `--id-type` `integer` and `actual`, which the importer packs into 56 bits. */
export const checkWholeId: CellRule = (text) => {
  const digits = wholePattern.exec(text)?.[1];
  const value = digits === undefined ? -1n : BigInt(digits);
  return value >= 0n && value < 2n ** 56n ? undefined : wrongType('a whole number from 0 to 2^56 - 1');
};

const bits = { byte: 8, short: 16, int: 32, long: 64 } as const;

// Java removes white space around a value, except the kinds that hold words together.
const blank = String.raw`[^\S\u00a0\u2007\u202f\ufeff]*`;
const wholePattern = new RegExp(`^${blank}(-?\\d+)${blank}$`);
// Java's Double.valueOf also reads a suffix, hexadecimal digits with an exponent, NaN and Infinity.
const decimal = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const hexadecimal = String.raw`0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?\d+`;
const decimalPattern = new RegExp(`^${blank}[+-]?(?:NaN|Infinity|(?:${decimal}|${hexadecimal})[fFdD]?)${blank}$`);

function wrongType(expected: string, remedy = 'Correct the value, or the type in the header.'): CellMessage {
  return { severity: 'error', rule: 'cell-type', expected, remedy };
}

function createFormRule(isRight: (text: string) => boolean, expected: string): CellRule {
  return (text) => (isRight(text) ? undefined : wrongType(expected));
}

function createZoneRule(isRight: (text: string) => boolean, hasTimeZone: boolean, expected: string): CellRule {
  return (text) => {
    if (!isRight(text)) return wrongType(expected);
    if (hasTimeZone || hasZone(text)) return undefined;
    return {
      severity: 'warning',
      rule: 'cell-zone',
      expected: 'an offset or a time zone',
      becomes: `${text} in the time zone of the server, UTC by default`,
      remedy: 'Append Z or an offset, or change the type to localdatetime or localtime.',
    };
  };
}

function checkWhole(text: string, width: number, isCalendarVersion: boolean): CellMessage | undefined {
  const digits = wholePattern.exec(text)?.[1];
  if (digits === undefined) return wrongType('a whole number');
  const value = BigInt(digits);
  const limit = 2n ** BigInt(width - 1);
  if (value >= -limit && value < limit) return undefined;
  const message = wrongType(`a whole number of ${width} bits`);
  // The importer lets a long overflow. From 2026 on it notices a change of sign, but not an overflow that keeps the sign.
  const wrapped = BigInt.asIntN(64, value);
  if (width < 64 || (isCalendarVersion && wrapped < 0n !== value < 0n)) return message;
  return { ...message, severity: 'warning', rule: 'cell-range', becomes: `${wrapped}` };
}

function checkDecimal(text: string, type: 'float' | 'double'): CellMessage | undefined {
  if (!decimalPattern.test(text)) return wrongType('a decimal number');
  if (/Inf|NaN|x/i.test(text)) return undefined;
  const value = Number.parseFloat(text);
  const stored = type === 'float' ? Math.fround(value) : value;
  const isZero = !/^[^eE]*[1-9]/.test(text);
  if (Number.isFinite(stored) && (stored !== 0 || isZero)) return undefined;
  return {
    severity: 'warning',
    rule: 'cell-range',
    expected: `a number that a ${type} can hold`,
    becomes: `${text.trim().startsWith('-') ? '-' : ''}${stored === 0 ? '0.0' : 'Infinity'}`,
    remedy: `Correct the value, or change the type to ${type === 'float' ? 'double' : 'string'}.`,
  };
}

function checkBoolean(text: string, isCalendarVersion: boolean): CellMessage | undefined {
  const word = text.trim();
  if (word === 'true' || word.toLowerCase() === 'false') return undefined;
  if (isCalendarVersion && word.toLowerCase() === 'true') return undefined; // 5.26 reads only small letters as true
  return {
    severity: 'warning',
    rule: 'cell-boolean',
    expected: '`true` or `false`',
    becomes: 'false',
    remedy: 'Write `true` or `false`: neo4j-admin reads anything else as false.',
  };
}

function checkPoint(text: string, crs: string | undefined): CellMessage | undefined {
  const expected = 'a point such as {latitude:53.3, longitude:-6.2}';
  const point = readPoint(text, crs);
  if (!point) {
    return wrongType(expected, 'Correct the value: use names without quotes, and a number for each of them.');
  }
  const becomes = describeStoredPoint(point);
  if (becomes === undefined) return undefined;
  const remedy = 'Correct the value: use only coordinates and their crs, and longitudes from -180 to 180.';
  return { severity: 'warning', rule: 'cell-point', expected, becomes, remedy };
}
