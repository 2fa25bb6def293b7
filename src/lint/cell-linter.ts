import { type CellType, cellTypeOf } from '../csv/cell-type.ts';
import { type CellRule, checkWholeId, createCellRule } from './cell-rules.ts';
import type { CsvDialect } from './csv-dialect.ts';
import type { HeaderColumn } from './csv-header.ts';

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
  const check = createCellRule(element, {
    isExact: isList || !dialect.normalizeTypes,
    hasTimeZone: 'timezone' in options,
    crs: options['crs'],
    isCalendar: dialect.isCalendar,
  });
  if (!check) return undefined;
  if (!isList) return { isUsual: usualFormOf(element), check };
  const delimiter = String.fromCharCode(dialect.arrayDelimiter);
  const mayHaveBrackets = dialect.isCalendar && /^(byte|short|int|long|float|double|boolean)$/.test(element);
  return {
    isUsual: () => false,
    check(text) {
      const values = mayHaveBrackets && /^\[.*\]$/.test(text) ? text.slice(1, -1) : text;
      for (const value of values.split(delimiter)) {
        const message = check(value);
        if (message) return message;
      }
      return undefined;
    },
  };
}

/** Checks ids of `--id-type` `integer` and `actual`. */
export const idLinter: CellLinter = {
  isUsual: (bytes, start, end) =>
    end - start < 16 && cellTypeOf('int').holds(bytes, start, end) && bytes[start] !== 0x2d,
  check: checkWholeId,
};

/** Types whose usual form is the one that bulkgen writes, which every version of the importer reads. */
const usualTypes: Readonly<Record<string, CellType>> = {
  int: cellTypeOf('int'),
  long: cellTypeOf('long'),
  float: cellTypeOf('double'),
  double: cellTypeOf('double'),
  date: cellTypeOf('date'),
  datetime: cellTypeOf('datetime'),
};

/** No decimal number of so many digits is too large or too small for a float. */
const mostUsualDigits = 38;

function usualFormOf(type: string): CellLinter['isUsual'] {
  if (type === 'boolean') return isUsualBoolean;
  const usual = usualTypes[type];
  if (!usual) return () => false;
  if (usual !== cellTypeOf('double')) return usual.holds;
  return (bytes, start, end) => end - start <= mostUsualDigits && usual.holds(bytes, start, end);
}

const [trueBytes, falseBytes] = [Buffer.from('true'), Buffer.from('false')];

function isUsualBoolean(bytes: Uint8Array, start: number, end: number): boolean {
  const word = end - start === 4 ? trueBytes : falseBytes;
  if (end - start !== word.length) return false;
  for (let index = 0; index < word.length; index++) if (bytes[start + index] !== word[index]) return false;
  return true;
}
