import type { RuleMessage } from '../finding.ts';
import { isDuration } from './duration-text.ts';
import { readDecimal, readWhole } from './number-text.ts';
import { type PointFields, readPoint, readPointFields } from './point-text.ts';
import { trimBlanks } from './string-map.ts';
import { isDate, isLocalDateTime, isLocalTime, judgeDateTime, judgeTime } from './temporal.ts';
import { findZone } from './time-zone.ts';

/** What is wrong with the text of a cell; the caller adds the text. */
export type CellMessage = Omit<RuleMessage, 'found'>;

/** Checks the text of a cell. Returns nothing if the importer stores what the text means. */
export type CellRule = (text: string) => CellMessage | undefined;

export interface CellRuleOptions {
  /** Whether numbers keep the width of their type. */
  readonly isExact: boolean;
  /** The options of the column in the header. */
  readonly options: Readonly<Record<string, string>>;
  /** As in a dialect. */
  readonly isCalendarVersion: boolean;
}

/** The rule for the values of a type that is not a list; nothing for text, which can be anything. */
export function createCellRule(
  type: string,
  { isExact, options, isCalendarVersion }: CellRuleOptions,
): CellRule | undefined {
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
    case 'point': {
      const header = readPointFields(new Map(Object.entries(options))) ?? new Map();
      return (text) => checkPoint(text, header);
    }
    case 'date':
      return createFormRule(isDate, 'a date such as 2020-01-31');
    case 'time':
    case 'datetime':
      return createZoneRule(type, options['timezone'], isCalendarVersion);
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
  const { stored, isExact } = readWhole(text, false) ?? { stored: -1n, isExact: false };
  const isRight = isExact && stored >= 0n && stored < 2n ** 56n;
  return isRight ? undefined : wrongType('a whole number from 0 to 2^56 - 1');
};

/** The rule for a column :ACTION, in which an empty cell says the same as `create`. */
export const checkAction: CellRule = (text) => {
  if (/^(c|create)$/i.test(text)) return undefined;
  const remedy = 'Write `create`, or remove the row: a full import only creates nodes and relationships.';
  return { severity: 'error', rule: 'cell-action', expected: '`create` or an empty cell', remedy };
};

/** The rule for columns that name labels or properties to remove. */
export const refuseRemoval: CellRule = () => ({
  severity: 'error',
  rule: 'cell-removal',
  expected: 'an empty cell in a column of labels or properties to remove',
  remedy: 'Remove the column, or write :IGNORE in its place: a full import only creates nodes and relationships.',
});

const bits = { byte: 8, short: 16, int: 32, long: 64 } as const;

/** For a value that the importer refuses. */
export function wrongType(expected: string, remedy = 'Correct the value, or the type in the header.'): CellMessage {
  return { severity: 'error', rule: 'cell-type', expected, remedy };
}

function createFormRule(isRight: (text: string) => boolean, expected: string): CellRule {
  return (text) => (isRight(text) ? undefined : wrongType(expected));
}

/** `headerZone`: the time zone that the header names for values without one. */
function createZoneRule(
  type: 'time' | 'datetime',
  headerZone: string | undefined,
  isCalendarVersion: boolean,
): CellRule {
  const judge = type === 'time' ? judgeTime : judgeDateTime;
  const expected =
    type === 'time'
      ? 'a time with an offset, such as 10:30:00Z'
      : 'a date and time with an offset, such as 2020-01-31T10:30:00Z';
  const isUnstorable =
    type === 'datetime' && headerZone !== undefined && findZone(headerZone, isCalendarVersion)?.kind === 'unstorable';
  return (text) => {
    const verdict = judge(text, isCalendarVersion);
    if (verdict === 'refused' || (verdict === 'unzoned' && isUnstorable)) return wrongType(expected);
    if (verdict === 'zoned' || headerZone !== undefined) return undefined;
    return {
      severity: 'warning',
      rule: 'cell-zone',
      expected: 'an offset or a time zone',
      becomes: `${text} in the time zone of the server, UTC by default`,
      remedy: 'Append Z or an offset, or change the type to localdatetime or localtime.',
    };
  };
}

/** Numbers that an int and a long can hold. */
const usualInt = /^-?\d{1,9}$/;
const usualLong = /^-?\d{1,18}$/;

function checkWhole(text: string, width: number, isCalendarVersion: boolean): CellMessage | undefined {
  if (width === 64 ? usualLong.test(text) : width === 32 && usualInt.test(text)) return undefined;
  const read = readWhole(text, isCalendarVersion);
  const ofWidth = wrongType(`a whole number of ${width} bits`);
  if (!read) return /^\s*-?\d+\s*$/.test(text) ? ofWidth : wrongType('a whole number');
  const { stored, isExact } = read;
  if (BigInt.asIntN(width, stored) !== stored) return ofWidth;
  // The importer lets a long overflow before it looks at the width.
  return isExact ? undefined : { ...ofWidth, severity: 'warning', rule: 'cell-range', becomes: `${stored}` };
}

function checkDecimal(text: string, type: 'float' | 'double'): CellMessage | undefined {
  const read = readDecimal(text);
  if (!read) return wrongType('a decimal number');
  const { value, isSpecial } = read;
  const stored = type === 'float' ? Math.fround(value) : value;
  if (isSpecial || (Number.isFinite(stored) && stored !== 0)) return undefined;
  return {
    severity: 'warning',
    rule: 'cell-range',
    expected: `a number that a ${type} can hold`,
    becomes: `${value < 0 || Object.is(value, -0) ? '-' : ''}${stored === 0 ? '0.0' : 'Infinity'}`,
    remedy: `Correct the value, or change the type to ${type === 'float' ? 'double' : 'string'}.`,
  };
}

/** What the importer makes of the text of a boolean. 5.26 reads only small letters as true. */
export function readBoolean(text: string, isCalendarVersion: boolean): boolean {
  const word = trimBlanks(text);
  return (isCalendarVersion ? word.toLowerCase() : word) === 'true';
}

function checkBoolean(text: string, isCalendarVersion: boolean): CellMessage | undefined {
  if (readBoolean(text, isCalendarVersion) || trimBlanks(text).toLowerCase() === 'false') return undefined;
  return {
    severity: 'warning',
    rule: 'cell-boolean',
    expected: '`true` or `false`',
    becomes: 'false',
    remedy: 'Write `true` or `false`: neo4j-admin reads anything else as false.',
  };
}

function checkPoint(text: string, header: PointFields): CellMessage | undefined {
  const expected = 'a point such as {latitude:53.3, longitude:-6.2}';
  const point = readPoint(text, header);
  if (!point) {
    return wrongType(expected, 'Correct the value: use names without quotes, and a number for each of them.');
  }
  if (point.isEndless) {
    const remedy = 'Correct the longitude: neo4j-admin takes 360 off it again and again, and does not finish.';
    return { severity: 'error', rule: 'cell-longitude', expected: 'a longitude from -180 to 180', remedy };
  }
  const { becomes } = point;
  if (becomes === undefined) return undefined;
  const remedy = 'Correct the value: use only coordinates and their crs, and longitudes from -180 to 180.';
  return { severity: 'warning', rule: 'cell-point', expected, becomes, remedy };
}

/** The importer stores no list of points with different reference systems. */
export function checkSameSystem(
  texts: readonly string[],
  options: CellRuleOptions['options'],
): CellMessage | undefined {
  const header = readPointFields(new Map(Object.entries(options))) ?? new Map();
  const systems = new Set(texts.map((text) => readPoint(text, header)?.crs));
  if (systems.size <= 1) return undefined;
  return wrongType(
    'points of one coordinate reference system',
    'Give all points of the list the same coordinates and crs.',
  );
}
