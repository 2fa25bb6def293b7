import { boolean } from '../../model/column/boolean.ts';
import { date } from '../../model/column/date.ts';
import { datetime, localdatetime } from '../../model/column/datetime.ts';
import { decimal } from '../../model/column/decimal.ts';
import { integer, long } from '../../model/column/integer.ts';
import { localtime, time } from '../../model/column/time.ts';
import type { CsvDialect } from '../dialect/csv-dialect.ts';
import type { HeaderColumn } from '../header/csv-header.ts';
import {
  type CellMessage,
  type CellRule,
  checkSameSystem,
  checkWholeId,
  createCellRule,
  wrongType,
} from './cell-rules.ts';

/** Checks the cells of a column, which are not empty. */
export interface CellLinter {
  /** Whether the bytes of a cell have the usual form of its type, in which nothing can be wrong. It is fast. */
  isUsual(bytes: Uint8Array, start: number, end: number): boolean;
  /** Checks any text. */
  readonly check: CellRule;
}

/** Checks the values of a property, or of an id, by their type; nothing for text, which can be anything. */
export function createCellLinter(
  type: string,
  dialect: CsvDialect,
  options: HeaderColumn['options'] = {},
): CellLinter | undefined {
  const element = type.replace('[]', '');
  const isList = element !== type;
  const { isCalendarVersion } = dialect;
  const check = createCellRule(element, { isExact: isList || !dialect.normalizeTypes, options, isCalendarVersion });
  if (!check) return undefined;
  if (!isList) return { isUsual: usualForms[element] ?? (() => false), check };
  const delimiter = String.fromCharCode(dialect.arrayDelimiter);
  const mayHaveBrackets = isCalendarVersion && /^(byte|short|int|long|float|double|boolean)$/.test(element);
  return {
    isUsual: () => false,
    check(text) {
      const hasBracket = mayHaveBrackets && text.startsWith('[');
      if (hasBracket && !(text.length > 1 && text.endsWith(']')))
        return wrongType('a bracket ] at the end of the list');
      const values = (hasBracket ? text.slice(1, -1) : text).split(delimiter);
      const message = checkEach(values, check);
      if (element !== 'point' || message?.severity === 'error') return message;
      return checkSameSystem(values, options) ?? message;
    },
  };
}

/** What the importer refuses, if anything; else what it changes first. */
function checkEach(values: readonly string[], check: CellRule): CellMessage | undefined {
  let warning: CellMessage | undefined;
  for (const value of values) {
    const message = check(value);
    if (message?.severity === 'error') return message;
    warning ??= message;
  }
  return warning;
}

const isInt = integer().holds;
const isDouble = decimal(6).holds;

/** Checks ids of `--id-type` `integer` and `actual`. */
export const idLinter: CellLinter = {
  isUsual: (bytes, start, end) => end - start < 16 && isInt(bytes, start, end) && bytes[start] !== 0x2d,
  check: checkWholeId,
};

/** No decimal number of so many digits is too large or too small for a float. */
const mostUsualDigits = 38;

const isUsualDecimal: CellLinter['isUsual'] = (bytes, start, end) =>
  end - start <= mostUsualDigits && isDouble(bytes, start, end);

/** The form in which bulkgen writes a type, which every version of the importer reads. */
const usualForms: Readonly<Record<string, CellLinter['isUsual']>> = {
  int: isInt,
  long: long().holds,
  float: isUsualDecimal,
  double: isUsualDecimal,
  boolean: boolean().holds,
  date: date().holds,
  datetime: datetime().holds,
  localdatetime: localdatetime().holds,
  localtime: localtime().holds,
  time: time().holds,
};
