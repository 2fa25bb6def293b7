import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import {
  anyReference,
  boolean,
  type Column,
  date,
  datetime,
  decimal,
  defineModel,
  duration,
  email,
  enumeration,
  firstNames,
  formatted,
  integer,
  ipAddress,
  json,
  lastNames,
  list,
  localdatetime,
  localtime,
  long,
  money,
  node,
  numbered,
  optional,
  type PropertyValue,
  phrase,
  point,
  reference,
  sentence,
  text,
  time,
  uuid,
  version,
  vocabulary,
  wordSet,
} from '../../src/model.ts';
import { writeCell } from '../model/column/cell.ts';

const colour = vocabulary('red', 'green');

/** Every type of column that takes a value, and a cell that it holds. */
const columns: Readonly<Record<string, readonly [column: Column<never, PropertyValue>, ...cell: unknown[]]>> = {
  anyReference: [anyReference(), 0],
  boolean: [boolean(), true],
  date: [date(), 20_000],
  datetime: [datetime(), 0],
  decimal: [decimal(2), 1_250],
  duration: [duration(), 0, 0, 90],
  email: [email(firstNames, lastNames), 0, 0, 7],
  enumeration: [enumeration(colour), 1],
  formatted: [formatted('INV-###'), 7],
  integer: [integer(), 5],
  ipAddress: [ipAddress(), 5],
  json: [json(90), { a: 1 }],
  list: [list(integer(), { max: 3 }), [5]],
  'list of dates': [list(date(), { max: 3 }), [5]],
  'list of points': [list(point(), { max: 3 }), [[5, 6]]],
  'list of texts': [list(text(9), { max: 3 }), ['a']],
  localdatetime: [localdatetime(), 0],
  localtime: [localtime(), 0],
  long: [long(), 5],
  money: [money(), 5],
  numbered: [numbered(colour, 3), 1, 7],
  phrase: [phrase(firstNames, ' ', lastNames), 0, 1],
  point: [point(), 13_400, 52_500],
  reference: [reference('Thing'), 0],
  sentence: [sentence('x', { max: 3 }), 0],
  text: [text(9), 'a'],
  time: [time(), 0],
  uuid: [uuid('x'), 0],
  version: [version(), 1, 2, 3],
  wordSet: [wordSet(colour), 1],
};

/** What a program without types passes by mistake, and how a message shows it. */
const mistakes: readonly (readonly [name: string, value: unknown, shown: string])[] = [
  ['null', null, '`null`'],
  ['nothing', undefined, '`undefined`'],
  ['an empty text', '', 'an empty text'],
  ['a boolean', true, '`true`'],
  ['a text', 'no', 'the text `no`'],
  ['a number as text', '1', 'the text `1`'],
  ['NaN', Number.NaN, '`NaN`'],
  ['a fraction', 0.5, '`0.5`'],
  ['a bigint', 1n, '`1n`'],
  ['an object', { day: 1 }, 'an object'],
  ['a date of JavaScript', new Date(0), 'an object'],
];

const accepted: Readonly<Record<string, readonly string[]>> = {
  boolean: ['a boolean'],
  json: [
    'null',
    'an empty text',
    'a boolean',
    'a text',
    'a number as text',
    'a fraction',
    'an object',
    'a date of JavaScript',
  ],
  text: ['an empty text', 'a text', 'a number as text'],
};

/** Binds a graph whose only row writes a cell. The model is checked before its first row is written. */
function write(column: Column<never, PropertyValue>, cell: readonly unknown[]): void {
  const rows = () => (_n: number, cells: Record<string, (...cell: unknown[]) => void>) => cells['found']!(...cell);
  const thing = node('Thing', { columns: { found: column }, rows: rows as never });
  createGraph({ model: defineModel({ name: 'cells', version: '1', nodes: [thing] }), scale: 1 });
}

function messageOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}

describe.each(Object.entries(columns))('a cell of %s', (name, [column, ...cell]) => {
  it('is accepted as the column takes it', () => {
    expect(() => write(column, cell)).not.toThrow();
    expect(() => write(optional(column as never) as never, cell.length === 1 ? cell : [null])).not.toThrow();
  });

  it.each(mistakes.filter(([mistake]) => !accepted[name]?.includes(mistake)))('is not %s', (_, value, shown) => {
    for (const place of cell.keys()) {
      const mistaken = cell.with(place, value);
      const expected = /^Could not make row 0 of Thing, column `found`: Expected (?<expected>.+), got (?<got>.+)$/;
      const message = messageOf(() => write(column, mistaken));
      expect(message).toMatch(expected);
      expect(expected.exec(message)!.groups!['got']).toBe(shown);
    }
  });
});

describe('an optional cell', () => {
  it.each([boolean(), date(), integer(), text(9), enumeration(colour), ipAddress()])(
    '%# is not undefined',
    (column) => {
      expect(() => write(optional(column as never) as never, [null])).not.toThrow();
      expect(messageOf(() => write(optional(column as never) as never, [undefined]))).toMatch(
        /^Could not make row 0 of Thing, column `found`: Expected null or a value of type \w+, got `undefined`$/,
      );
    },
  );
});

describe('a row that is not looked at before the export', () => {
  it.each<[string, Column<never, PropertyValue>, unknown, string]>([
    ['a date', date(), null, 'Expected a day, a whole number since 1970-01-01, got `null`'],
    ['a date', date(), true, 'Expected a day, a whole number since 1970-01-01, got `true`'],
    ['a boolean', boolean(), null, 'Expected true or false, got `null`'],
    ['a boolean', boolean(), 'no', 'Expected true or false, got the text `no`'],
    ['a text', text(9), null, 'Expected a text of at most 9 characters, got `null`'],
    ['a text', text(9), 5, 'Expected a text of at most 9 characters, got `5`'],
    ['a list of texts', list(text(9), { max: 2 }), 'ab', 'Expected a list of 1 to 2 values, got the text `ab`'],
    ['a set of words', wordSet(colour), 0, 'Expected a set of at least one word, got `0`'],
  ])('is not written with a wrong value: %s, %#', (_, column, value, message) => {
    expect(() => writeCell(column, ...([value] as never))).toThrow(new RangeError(message));
  });
});

describe('a column of text', () => {
  it.each([text, json])('%# needs the most characters of a cell', (create) => {
    expect(() => create(undefined as never)).toThrow(
      /^Expected `(text|json)` to get the most characters of a cell, such as/,
    );
  });

  it.each([text(90), json(90)])('%# names the first characters and the length of one that is too long', (column) => {
    expect(() => writeCell(column, 'x'.repeat(99))).toThrow(
      /^Expected at most 90 characters, got the text `"?x{59,60}…` of (99|101) characters$/,
    );
  });
});
