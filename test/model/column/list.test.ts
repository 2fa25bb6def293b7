import { describe, expect, it } from 'vitest';
import { date } from '../../../src/model/column/date.ts';
import { duration } from '../../../src/model/column/duration.ts';
import { enumeration, wordSet } from '../../../src/model/column/enumeration.ts';
import { integer } from '../../../src/model/column/integer.ts';
import { list } from '../../../src/model/column/list.ts';
import { optional } from '../../../src/model/column/optional.ts';
import { point } from '../../../src/model/column/point.ts';
import { text } from '../../../src/model/column/text.ts';
import { canonicalText, describeValue } from '../../../src/model/value.ts';
import { vocabulary } from '../../../src/model/vocabulary.ts';
import { readCell, writeCell } from './cell.ts';

const texts = list(text(10), { max: 3 });

describe('list', () => {
  it.each([
    [['a'], 'a,'],
    [['a', 'b c', 'ü'], 'a;b c;ü,'],
    [['a', 'b, c'], '"a;b, c",'],
    [['say "hi"', 'a', '"'], '"say ""hi"";a;""",'],
    [['a\nb', 'c,d'], '"a\nb;c,d",'],
  ])('writes %j as the cell %j', (values, cell) => {
    expect(writeCell(texts, values)).toBe(cell);
    expect(readCell(texts, values)).toEqual(values);
  });

  it('takes what its column takes', () => {
    const colour = vocabulary('red', 'pale blue');
    expect(writeCell(list(enumeration(colour), { max: 2 }), [colour.code('pale blue'), colour.code('red')])).toBe(
      'pale blue;red,',
    );
    expect(readCell(list(date(), { max: 2 }), [0, 1])).toEqual([
      { kind: 'date', day: 0 },
      { kind: 'date', day: 1 },
    ]);
  });

  it('takes lists of numbers where its column takes several', () => {
    const stops = list(point(), { max: 2 });
    expect(writeCell(stops, [[12_500, -5_000] as const, [0, 1]])).toBe(
      '"{longitude:1.25, latitude:-0.5};{longitude:0, latitude:0.0001}",',
    );
    expect(readCell(stops, [[12_500, -5_000]])).toEqual([{ kind: 'point', longitude: 1.25, latitude: -0.5 }]);
    const waits = list(duration(), { max: 2 });
    expect(
      writeCell(waits, [
        [0, 0, 90],
        [1, 0, 0],
      ]),
    ).toBe('PT1M30S;P1M,');
    expect(readCell(waits, [[0, 0, 90]])).toEqual([{ kind: 'duration', months: 0, days: 0, seconds: 90 }]);
  });

  it('can be optional', () => {
    expect(writeCell(optional(texts), null)).toBe(',');
    expect(writeCell(optional(texts), ['a'])).toBe('a,');
    expect(optional(list(integer(), { max: 2 })).cypher('c[1]')).toBe(
      "[x IN split(nullIf(c[1], '\\u001d'), ';') | toInteger(x)]",
    );
  });

  it('refuses a list of another length', () => {
    const numbers = list(integer(), { min: 2, max: 3 });
    expect(() => writeCell(numbers, [1])).toThrow('Expected a list of 2 to 3 values, got 1');
    expect(() => writeCell(numbers, [1, 2, 3, 4])).toThrow('Expected a list of 2 to 3 values, got 4');
    expect(() => writeCell(numbers, undefined as never)).toThrow('Expected a list of 2 to 3 values, got `undefined`');
    expect(() => writeCell(list(integer(), { max: 1 }), [])).toThrow('Expected a list of 1 value, got 0');
  });

  it('refuses a text that would become several values, or none', () => {
    expect(() => writeCell(texts, ['a', 'b;c'])).toThrow(
      'Expected the texts of a list to be without semicolons, got `b;c`',
    );
    expect(() => writeCell(texts, ['a', ''])).toThrow('Expected the texts of a list not to be empty');
  });

  it('refuses a value that its column cannot hold', () => {
    expect(() => writeCell(list(integer(), { max: 2 }), [1, 0.5])).toThrow('Expected a value of type int, got `0.5`');
  });

  it.each([
    [{ max: 0 }, 'Expected the most values of a list to be at least 1, got `0`'],
    [{ min: 3, max: 2 }, 'Expected the most values of a list to be at least 3, got `2`'],
    [{ min: 0, max: 2 }, 'Expected the fewest values of a list to be at least 1, got `0`'],
    [{} as { max: number }, 'Expected the most values of a list to be at least 1, got `undefined`'],
  ])('refuses the options %j', (options, message) => {
    expect(() => list(integer(), options)).toThrow(expect.objectContaining({ code: 'invalid-model', message }));
  });

  it.each([
    ['a list', list(integer(), { max: 2 }) as never, 'a column of type int[]'],
    ['a set of words', wordSet(vocabulary('a')) as never, 'a column of type string[]'],
    ['a list of points', list(point(), { max: 2 }) as never, 'a column of type point[]{crs:WGS-84}'],
    ['a value that may be missing', optional(integer()) as never, 'an optional column'],
  ])('refuses to be a list of %s', (_, column, found) => {
    expect(() => list(column, { max: 2 })).toThrow(
      `Expected the values of a list to be of a type that a list can have, got ${found}`,
    );
  });

  it('is shown by the values that it has', () => {
    expect(describeValue([1n, 2n])).toBe('LIST `[1, 2]`');
    expect(describeValue([{ kind: 'date', day: 0 }])).toBe('LIST `[1970-01-01]`');
    expect(describeValue(['a', 'b'])).toBe('LIST `["a","b"]`');
    expect(describeValue([])).toBe('LIST `[]`');
  });

  it('has a canonical text that differs by the type of its values', () => {
    expect(canonicalText([1n, 2n])).toBe('l2:i1;i2;');
    expect(canonicalText([1, 2])).toBe('l2:f1;f2;');
  });
});
