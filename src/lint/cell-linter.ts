import { type CellType, cellTypeOf } from '../csv/cell-type.ts';
import type { CsvDialect } from './csv-dialect.ts';
import type { HeaderColumn } from './csv-header.ts';
import type { Violation } from './finding.ts';
import { readOtherwise, readPoint } from './point.ts';
import { hasZone, isDate, isDateTime, isDuration, isLocalDateTime, isLocalTime, isTime } from './temporal.ts';

/** What is wrong with the text of a cell. */
export type CellMessage = Pick<Violation, 'severity' | 'rule' | 'expected' | 'becomes' | 'remedy'>;

export interface CellLinter {
  /** Whether the bytes of a cell are of the usual form of its type, in which nothing can be wrong; quick. */
  isPlain(bytes: Uint8Array, start: number, end: number): boolean;
  /** Judges any text; nothing when the importer takes it as it is meant. */
  judge(text: string): CellMessage | undefined;
}

type Judge = (text: string) => CellMessage | undefined;

// Java trims white space, but none that holds words together.
const blank = String.raw`[^\S\u00a0\u2007\u202f\ufeff]*`;
const wholePattern = new RegExp(`^${blank}(-?\\d+)${blank}$`);
// Java's Double.valueOf: also a suffix, hexadecimal digits with an exponent, NaN and Infinity.
const decimal = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const hexadecimal = String.raw`0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?\d+`;
const decimalPattern = new RegExp(`^${blank}[+-]?(?:NaN|Infinity|(?:${decimal}|${hexadecimal})[fFdD]?)${blank}$`);

const bits: Readonly<Record<string, number>> = { byte: 8, short: 16, int: 32, long: 64 };

/** How to check the cells of a property, or of an id, of a type; nothing for text, which may be anything. */
export function createCellLinter(
  type: string,
  dialect: CsvDialect,
  options: HeaderColumn['options'] = {},
): CellLinter | undefined {
  const element = type.replace('[]', '');
  const isArray = element !== type;
  const judge = judgeOf(element, {
    isExact: isArray || !dialect.normalizeTypes,
    hasOwnZone: 'timezone' in options,
    crs: options['crs'],
    isCalendar: dialect.isCalendar,
  });
  if (!judge) return undefined;
  if (!isArray) return { isPlain: plainOf(element), judge };
  const delimiter = String.fromCharCode(dialect.arrayDelimiter);
  const mayHaveBrackets = dialect.isCalendar && /^(byte|short|int|long|float|double|boolean)$/.test(element);
  const judgeAll: Judge = (text) => {
    const values = mayHaveBrackets && /^\[.*\]$/.test(text) ? text.slice(1, -1) : text;
    for (const part of values.split(delimiter)) {
      const fault = judge(part);
      if (fault) return fault;
    }
    return undefined;
  };
  return { isPlain: () => false, judge: judgeAll };
}

/** Types whose quick form is that of bulkgen's own files, which every importer takes. */
const quickTypes: Readonly<Record<string, CellType>> = {
  int: cellTypeOf('int'),
  long: cellTypeOf('long'),
  float: cellTypeOf('double'),
  double: cellTypeOf('double'),
  date: cellTypeOf('date'),
  datetime: cellTypeOf('datetime'),
};

const words = ['true', 'false'].map((word) => new TextEncoder().encode(word));

/** Of so many signs, no decimal number is too large or too small for a float. */
const mostPlainDecimal = 38;

function plainOf(type: string): CellLinter['isPlain'] {
  if (type === 'boolean') return isPlainBoolean;
  const quick = quickTypes[type];
  if (!quick) return () => false;
  if (quick !== cellTypeOf('double')) return quick.holds;
  return (bytes, start, end) => end - start <= mostPlainDecimal && quick.holds(bytes, start, end);
}

function isPlainBoolean(bytes: Uint8Array, start: number, end: number): boolean {
  const word = end - start === 4 ? words[0]! : words[1]!;
  if (end - start !== word.length) return false;
  for (let index = 0; index < word.length; index++) if (bytes[start + index] !== word[index]) return false;
  return true;
}

interface Judging {
  /** Whether whole numbers keep the width of their type. */
  readonly isExact: boolean;
  /** Whether the header says in which time zone times are. */
  readonly hasOwnZone: boolean;
  /** Of points, where the header says it. */
  readonly crs: string | undefined;
  readonly isCalendar: boolean;
}

function judgeOf(type: string, { isExact, hasOwnZone, crs, isCalendar }: Judging): Judge | undefined {
  switch (type) {
    case 'string':
      return undefined;
    case 'char':
      return isExact ? judgeChar : undefined;
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
      return (text) => judgeWhole(text, isExact ? bits[type]! : 64, isCalendar);
    case 'float':
    case 'double':
      return (text) => judgeDecimal(text, isExact ? type : 'double');
    case 'boolean':
      return (text) => judgeBoolean(text, isCalendar);
    case 'point':
      return (text) => judgePoint(text, crs);
    case 'date':
      return judgeForm(isDate, 'a date YYYY-MM-DD');
    case 'time':
      return judgeZoned(isTime, hasOwnZone, 'a time HH:MM:SS with an offset');
    case 'datetime':
      return judgeZoned(isDateTime, hasOwnZone, 'a time YYYY-MM-DDTHH:MM:SS with an offset');
    case 'localtime':
      return judgeForm(isLocalTime, 'a time HH:MM:SS');
    case 'localdatetime':
      return judgeForm(isLocalDateTime, 'a time YYYY-MM-DDTHH:MM:SS');
    default:
      return judgeForm(isDuration, 'a duration such as P1DT12H');
  }
}

function wrong(expected: string, remedy = 'Correct the value, or the type in the header.'): CellMessage {
  return { severity: 'error', rule: 'cell-type', expected, remedy };
}

function judgeForm(isRight: (text: string) => boolean, expected: string, remedy?: string): Judge {
  return (text) => (isRight(text) ? undefined : wrong(expected, remedy));
}

function judgeZoned(isRight: (text: string) => boolean, hasOwnZone: boolean, expected: string): Judge {
  return (text) => {
    if (!isRight(text)) return wrong(expected);
    if (hasOwnZone || hasZone(text)) return undefined;
    return {
      severity: 'warning',
      rule: 'cell-zone',
      expected: 'an offset or a time zone',
      becomes: `${text} in the time zone of the server, UTC unless it is configured`,
      remedy: 'Append Z or an offset, or use localdatetime or localtime.',
    };
  };
}

function judgeWhole(text: string, width: number, isCalendar: boolean): CellMessage | undefined {
  const digits = wholePattern.exec(text)?.[1];
  if (digits === undefined) return wrong('a whole number');
  const value = BigInt(digits);
  const limit = 2n ** BigInt(width - 1);
  if (value >= -limit && value < limit) return undefined;
  const fault = wrong(`a whole number of ${width} bits`);
  // The importer lets a long run over; from 2026 on it sees that its sign has changed, but not that it ran over twice.
  const wrapped = BigInt.asIntN(64, value);
  if (width < 64 || (isCalendar && wrapped < 0n !== value < 0n)) return fault;
  return { ...fault, severity: 'warning', rule: 'cell-range', becomes: `${wrapped}` };
}

/** Ids of `--id-type=integer` and `actual`: the importer packs them into 56 bits. */
export const idLinter: CellLinter = {
  isPlain: (bytes, start, end) =>
    end - start < 16 && cellTypeOf('int').holds(bytes, start, end) && bytes[start] !== 0x2d,
  judge(text) {
    const digits = wholePattern.exec(text)?.[1];
    const value = digits === undefined ? -1n : BigInt(digits);
    return value >= 0n && value < 2n ** 56n ? undefined : wrong('a whole number from 0 to 2^56 - 1');
  },
};

function judgeDecimal(text: string, type: 'float' | 'double'): CellMessage | undefined {
  if (!decimalPattern.test(text)) return wrong('a decimal number');
  if (/Inf|NaN|x/i.test(text)) return undefined;
  const value = Number.parseFloat(text);
  const held = type === 'float' ? Math.fround(value) : value;
  const isZero = !/^[^eE]*[1-9]/.test(text);
  if (Number.isFinite(held) && (held !== 0 || isZero)) return undefined;
  return {
    severity: 'warning',
    rule: 'cell-range',
    expected: `a number that a ${type} can hold`,
    becomes: `${text.trim().startsWith('-') ? '-' : ''}${held === 0 ? '0.0' : 'Infinity'}`,
    remedy: `Correct the value, or make the column ${type === 'float' ? 'double' : 'text'}.`,
  };
}

function judgePoint(text: string, crs: string | undefined): CellMessage | undefined {
  const expected = 'a point such as {latitude:53.3, longitude:-6.2}';
  const point = readPoint(text, crs);
  if (!point) return wrong(expected, 'Correct the value: no quotes around the names, and none without a number.');
  const becomes = readOtherwise(point);
  if (becomes === undefined) return undefined;
  const remedy = 'Correct the value: nothing but coordinates and their system, longitudes from -180 to 180.';
  return { severity: 'warning', rule: 'cell-point', expected, becomes, remedy };
}

function judgeBoolean(text: string, isCalendar: boolean): CellMessage | undefined {
  const word = text.trim();
  if (word === 'true' || word.toLowerCase() === 'false') return undefined;
  if (isCalendar && word.toLowerCase() === 'true') return undefined; // 5.26 wants small letters
  return {
    severity: 'warning',
    rule: 'cell-boolean',
    expected: '`true` or `false`',
    becomes: 'false',
    remedy: 'Write `true`: anything else is false to the importer.',
  };
}

function judgeChar(text: string): CellMessage | undefined {
  return text.length <= 1 ? undefined : wrong('one character');
}
