import { describe, expect, it } from 'vitest';
import { boolean } from '../../../src/model/column/boolean.ts';
import type { Column } from '../../../src/model/column/column.ts';
import { date } from '../../../src/model/column/date.ts';
import { datetime, localdatetime } from '../../../src/model/column/datetime.ts';
import { decimal } from '../../../src/model/column/decimal.ts';
import { duration } from '../../../src/model/column/duration.ts';
import { wordSet } from '../../../src/model/column/enumeration.ts';
import { integer, long } from '../../../src/model/column/integer.ts';
import { list } from '../../../src/model/column/list.ts';
import { optional } from '../../../src/model/column/optional.ts';
import { point } from '../../../src/model/column/point.ts';
import { text } from '../../../src/model/column/text.ts';
import { localtime, time } from '../../../src/model/column/time.ts';
import type { PropertyValue } from '../../../src/model/value.ts';
import { vocabulary } from '../../../src/model/vocabulary.ts';

const columns: readonly Column<never, PropertyValue>[] = [
  text(40),
  wordSet(vocabulary('a', 'b')),
  integer(),
  long(),
  decimal(2),
  boolean(),
  date(),
  datetime(),
  localdatetime(),
  time('+02:00'),
  localtime(),
  list(date(), { min: 2, max: 3 }),
  duration(),
  point(),
];
const columnOf = new Map(columns.map((column) => [column.headerType, column]));

const valid: Record<string, readonly string[]> = {
  string: ['', 'a', 'ä;b'],
  'string[]': ['a', 'a;b', 'ä;b;c'],
  int: ['0', '-1', '2147483647', '-2147483648', '007'],
  long: ['0', '9007199254740993', '9223372036854775807', '-9223372036854775808'],
  double: ['0', '-0.5', '12.25', '100'],
  boolean: ['true', 'false'],
  date: ['2024-02-29', '2000-02-29', '1900-02-28', '9999-12-31', '0000-01-01'],
  datetime: ['2024-02-29T23:59:59Z', '1970-01-01T00:00:00Z'],
  localdatetime: ['2024-02-29T23:59:59', '1970-01-01T00:00:00'],
  time: ['00:00:00+02:00', '23:59:59+02:00'],
  localtime: ['00:00:00', '23:59:59'],
  'date[]': ['2024-02-29;2024-01-01', '2024-02-29;2024-01-01;0000-01-01'],
  duration: ['PT0S', 'P1Y', 'P-1Y2M', 'P3D', 'PT4H5M6S', 'P1Y2M3DT4H5M6S', 'PT-30M', 'P1MT1M'],
  'point{crs:WGS-84}': ['{longitude:13.4, latitude:52.52}', '{longitude:-180, latitude:-90}'],
};

const invalid: Record<string, readonly string[]> = {
  'string[]': ['', ';', 'a;', ';a', 'a;;b'],
  int: ['', '-', '1.0', '+1', '2147483648', '-2147483649', '12345678901234567890123', '1e3', ' 1'],
  long: ['', '9223372036854775808', '-9223372036854775809', '1_000', '0x10'],
  double: ['', '.', '1.', '.5', '-', 'NaN', '1,5', '1e5'],
  boolean: ['', 'True', '1', 'yes', 'truee', 'falsey'],
  date: [
    '',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-1-1',
    '20240101',
    '2024-01-0x',
  ],
  datetime: [
    '2024-01-01',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:60:00Z',
    '2024-01-01T00:00:60Z',
    '2024-01-01T00:00:00',
  ],
  localdatetime: ['2024-01-01', '2024-01-01T00:00:00Z', '2024-01-01 00:00:00', '2024-02-30T00:00:00'],
  time: ['', '00:00:00', '00:00:00Z', '24:00:00+02:00', '00:00:00+01:00', '00:00+02:00'],
  localtime: ['', '24:00:00', '00:60:00', '00:00:60', '00-00-00', '00:00:00Z', '0:00:00'],
  'date[]': ['', '2024-01-01', '2024-01-01;', ';2024-01-01', '2024-01-01;;2024-01-01', '2024-01-01;2024-02-30'],
  duration: [
    '',
    'P',
    'PT',
    'P1DT',
    'P1',
    '1D',
    'P1D2M',
    'PT1D',
    'P1.5D',
    '-P1D',
    'P+1D',
    'p1d',
    'P-',
    'P12345678901D',
    ' P1D',
  ],
  'point{crs:WGS-84}': ['', '{longitude:181, latitude:0}', '{longitude:1, latitude:91}', '{latitude:1, longitude:1}'],
};

/** Checks a cell that has other bytes around it, which must not matter. */
function holds(type: string, cellText: string): boolean {
  const cell = Buffer.from(cellText);
  const bytes = Buffer.concat([Buffer.from('9-'), cell, Buffer.from('9,9')]);
  return columnOf.get(type)!.holds(bytes, 2, 2 + cell.length);
}

describe.each(Object.entries(valid))('a cell of type %s', (type, texts) => {
  it.each(texts)('may be `%s`', (text) => expect(holds(type, text)).toBe(true));
});

describe.each(Object.entries(invalid))('a cell of type %s', (type, texts) => {
  it.each(texts)('may not be `%s`', (text) => expect(holds(type, text)).toBe(false));
});

it('is checked in the same way when its column is optional', () => {
  const bytes = Buffer.from('2024-02-30');
  expect(optional(date()).holds(bytes, 0, bytes.length)).toBe(false);
  expect(optional(date()).expected).toBe(date().expected);
});
