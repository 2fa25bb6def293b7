import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boolean } from '../../../src/model/column/boolean.ts';
import type { Column } from '../../../src/model/column/column.ts';
import { date } from '../../../src/model/column/date.ts';
import { datetime, localdatetime } from '../../../src/model/column/datetime.ts';
import { decimal } from '../../../src/model/column/decimal.ts';
import { duration } from '../../../src/model/column/duration.ts';
import { email } from '../../../src/model/column/email.ts';
import { constant, enumeration, numbered, wordSet } from '../../../src/model/column/enumeration.ts';
import { formatted } from '../../../src/model/column/formatted.ts';
import { anyReference, identity, reference } from '../../../src/model/column/identity.ts';
import { integer, long, money } from '../../../src/model/column/integer.ts';
import { ipAddress } from '../../../src/model/column/ip-address.ts';
import { json } from '../../../src/model/column/json.ts';
import { list } from '../../../src/model/column/list.ts';
import { optional } from '../../../src/model/column/optional.ts';
import { phrase } from '../../../src/model/column/phrase.ts';
import { point } from '../../../src/model/column/point.ts';
import { sentence } from '../../../src/model/column/sentence.ts';
import { text } from '../../../src/model/column/text.ts';
import { localtime, time } from '../../../src/model/column/time.ts';
import { uuid } from '../../../src/model/column/uuid.ts';
import { version } from '../../../src/model/column/version.ts';
import { canonicalText, type PropertyValue } from '../../../src/model/value.ts';
import { vocabulary } from '../../../src/model/vocabulary.ts';
import { formatWithFastCsv, parseWithFastCsv, readCell, toPlainText, writeCell } from './cell.ts';

const words = vocabulary('plain', 'São Paulo', 'a, b', 'say "hi"', 'two\nlines', 'x|y', ' outer ', "it's", 'a;b');
const plainWords = vocabulary('pci', 'gdpr', 'C#', 'load balancer', 'ünïcode');
const largest = Number.MAX_SAFE_INTEGER;
/** A double is exact for every decimal number of at most 15 digits. */
const exactUnits = 10 ** 15;
const days = { min: -719_528, max: 2_932_896 }; // the years 0 to 9999

const integers = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, largest, -largest));
const ints = fc.integer();
const units = fc.oneof(
  fc.integer({ min: -exactUnits, max: exactUnits }),
  fc.integer({ min: -2_000, max: 2_000 }),
  fc.constantFrom(0, 10, 100, 1_000_000, -100, exactUnits, -exactUnits),
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ';', '|', ' ', 'a', "'", '\t', '€', '😀'), maxLength: 40 }),
);

const seconds = { min: days.min * 86_400, max: days.max * 86_400 + 86_399 };
const longitudes = fc.integer({ min: -1_800_000, max: 1_800_000 });
const latitudes = fc.integer({ min: -900_000, max: 900_000 });
const secondsOfDay = { min: 0, max: 86_399 };

/** Lists of one to three of these values, as cells. */
function listsOf<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<readonly unknown[]> {
  return fc.tuple(fc.array(values, { minLength: 1, maxLength: 3 }));
}

/** fast-csv writes an empty text without quotes, and loses a NUL. */
function isUsable(value: string): boolean {
  return value !== '' && !value.includes('\0') && value.length <= 40;
}

/** A column of every type, with cells of everything that it can hold. */
const columns: readonly [
  name: string,
  column: Column<never, PropertyValue>,
  cells: fc.Arbitrary<readonly unknown[]>,
][] = [
  ['constant', constant('one, two'), fc.constant([])],
  ['date', date(), fc.tuple(fc.integer(days))],
  ['datetime', datetime(), fc.tuple(fc.integer(seconds))],
  ...([0, 1, 2, 3, 4, 5, 6] as const).map(
    (digits): [string, Column<never, PropertyValue>, fc.Arbitrary<readonly unknown[]>] => [
      `decimal(${digits})`,
      decimal(digits),
      fc.tuple(units),
    ],
  ),
  ['duration', duration(), fc.tuple(ints, ints, ints)],
  [
    'email',
    email(plainWords, plainWords),
    fc.tuple(fc.constantFrom(...plainWords.codes), fc.constantFrom(...plainWords.codes), fc.maxSafeNat()),
  ],
  ['formatted', formatted('?ü-## ?x#'), fc.tuple(fc.nat(26 * 26 * 1_000 - 1))],
  ['enumeration', enumeration(words), fc.tuple(fc.constantFrom(...words.codes))],
  ['boolean', boolean(), fc.tuple(fc.boolean())],
  ['identity', identity(), fc.tuple(fc.nat(9_999_999))],
  ['integer', integer(), fc.tuple(ints)],
  ['ipAddress', ipAddress(), fc.tuple(fc.nat(0xffff_ffff))],
  ...(['Z', '+00:00', '-03:30', '+18:00'] as const).map(
    (offset): [string, Column<never, PropertyValue>, fc.Arbitrary<readonly unknown[]>] => [
      `time(${offset})`,
      time(offset),
      fc.tuple(fc.integer(secondsOfDay)),
    ],
  ),
  ['json', json(400), fc.tuple(fc.jsonValue({ maxDepth: 1 }).filter((value) => JSON.stringify(value).length <= 400))],
  ['list of boolean', list(boolean(), { max: 3 }), listsOf(fc.boolean())],
  ['list of date', list(date(), { max: 3 }), listsOf(fc.integer(days))],
  ['list of datetime', list(datetime(), { max: 3 }), listsOf(fc.integer(seconds))],
  ['list of decimal', list(decimal(2), { max: 3 }), listsOf(units)],
  ['list of duration', list(duration(), { max: 3 }), listsOf(fc.tuple(ints, ints, ints))],
  ['list of point', list(point(), { max: 3 }), listsOf(fc.tuple(longitudes, latitudes))],
  ['list of enumeration', list(enumeration(plainWords), { max: 3 }), listsOf(fc.constantFrom(...plainWords.codes))],
  ['list of integer', list(integer(), { max: 3 }), listsOf(ints)],
  ['list of localdatetime', list(localdatetime(), { max: 3 }), listsOf(fc.integer(seconds))],
  ['list of text', list(text(40), { max: 3 }), listsOf(texts.filter(isUsable).filter((value) => !value.includes(';')))],
  ['list of time', list(time('+05:45'), { max: 3 }), listsOf(fc.integer(secondsOfDay))],
  ['list of uuid', list(uuid('x'), { max: 3 }), listsOf(fc.maxSafeNat())],
  ['localdatetime', localdatetime(), fc.tuple(fc.integer(seconds))],
  ['localtime', localtime(), fc.tuple(fc.integer(secondsOfDay))],
  ['long', long(), fc.tuple(integers)],
  ['money', money(), fc.tuple(integers)],
  ['numbered', numbered(plainWords, 7), fc.tuple(fc.constantFrom(...plainWords.codes), fc.nat(9_999_999))],
  ['optional long', optional(long()), fc.tuple(fc.option(integers))],
  [
    'phrase',
    phrase('a ', plainWords, ' and ', plainWords, '!'),
    fc.tuple(fc.constantFrom(...plainWords.codes), fc.constantFrom(...plainWords.codes)),
  ],
  ['phrase without a text', phrase(plainWords), fc.tuple(fc.constantFrom(...plainWords.codes))],
  ['point', point(), fc.tuple(longitudes, latitudes)],
  ['reference', reference('Longest'), fc.tuple(fc.maxSafeNat())],
  ['reference by record', anyReference(), fc.tuple(fc.maxSafeNat())],
  ['sentence', sentence('x', { max: 20 }), fc.tuple(fc.maxSafeNat())],
  ['text', text(40), fc.tuple(texts.filter(isUsable))],
  ['uuid', uuid('x'), fc.tuple(fc.maxSafeNat())],
  ['version', version(), fc.tuple(integers, integers, integers)],
  ['wordSet', wordSet(plainWords), fc.tuple(fc.integer({ min: 1, max: 31 }))],
];

describe.each(columns)('a cell of %s', (_, column, cells) => {
  it('has the bytes that fast-csv writes for its value, and no more than `maxBytes`', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (cell) => {
        const expected = await formatWithFastCsv(toPlainText(readCell(column, ...(cell as never))));
        expect(writeCell(column, ...(cell as never))).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('passes the check of its column, and has the canonical text of its value', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const written = Buffer.from(writeCell(column, ...(cell as never)));
        const quotes = written[0] === 0x22 ? 1 : 0;
        const value = readCell(column, ...(cell as never));
        const isEmpty = value === null;
        expect(isEmpty || column.holds(written, quotes, written.length - 1 - quotes)).toBe(true);
        expect(canonicalText(value)).toBe(isEmpty ? '-' : column.valueType.canonicalText(value as never));
      }),
      { numRuns: 50 },
    );
  });

  it('is read back by fast-csv as its value', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (cell) => {
        const found = await parseWithFastCsv(writeCell(column, ...(cell as never)));
        expect(found).toBe(toPlainText(readCell(column, ...(cell as never))));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the types of columns', () => {
  it.each<[column: Column<never, PropertyValue>, headerType: string, cypherType: string]>([
    [constant('x'), 'string', 'STRING'],
    [date(), 'date', 'DATE'],
    [datetime(), 'datetime', 'ZONED DATETIME'],
    [decimal(2), 'double', 'FLOAT'],
    [duration(), 'duration', 'DURATION'],
    [enumeration(words), 'string', 'STRING'],
    [boolean(), 'boolean', 'BOOLEAN'],
    [identity(), 'string', 'STRING'],
    [integer(), 'int', 'INTEGER'],
    [ipAddress(), 'string', 'STRING'],
    [list(boolean(), { max: 2 }), 'boolean[]', 'LIST<BOOLEAN NOT NULL>'],
    [list(date(), { max: 2 }), 'date[]', 'LIST<DATE NOT NULL>'],
    [list(point(), { max: 2 }), 'point[]{crs:WGS-84}', 'LIST<POINT NOT NULL>'],
    [list(duration(), { max: 2 }), 'duration[]', 'LIST<DURATION NOT NULL>'],
    [formatted('#'), 'string', 'STRING'],
    [list(decimal(1), { max: 2 }), 'double[]', 'LIST<FLOAT NOT NULL>'],
    [list(text(9), { max: 2 }), 'string[]', 'LIST<STRING NOT NULL>'],
    [localdatetime(), 'localdatetime', 'LOCAL DATETIME'],
    [localtime(), 'localtime', 'LOCAL TIME'],
    [long(), 'long', 'INTEGER'],
    [money(), 'long', 'INTEGER'],
    [point(), 'point{crs:WGS-84}', 'POINT'],
    [reference('Server'), 'string', 'STRING'],
    [text(5), 'string', 'STRING'],
    [json(9), 'string', 'STRING'],
    [uuid('x'), 'string', 'STRING'],
    [time(), 'time', 'ZONED TIME'],
    [version(), 'string', 'STRING'],
    [wordSet(plainWords), 'string[]', 'LIST<STRING NOT NULL>'],
  ])('%# have their names in the header and in Cypher', (column, headerType, cypherType) => {
    expect(column).toMatchObject({ headerType, valueType: { cypherType } });
    expect(column.optional).toBeUndefined();
  });
});
