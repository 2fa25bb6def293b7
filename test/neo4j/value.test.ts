import neo4j from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import type { PropertyValue } from '../../src/model/value.ts';
import { fromDriverValue, toDriverProperties } from '../../src/neo4j/value.ts';

describe('a property value', () => {
  it.each<[string, PropertyValue]>([
    ['text', 'web-1'],
    ['an integer', 5n],
    ['a float', 5.5],
    ['a boolean', false],
    ['a list', ['a', 'b']],
    ['an empty list', []],
    ['a list of integers', [1n, 2n]],
    ['a list of dates', [{ kind: 'date', day: 20_454 }]],
    ['a date', { kind: 'date', day: 20_454 }],
    ['a date before 1970', { kind: 'date', day: -1 }],
    ['a time', { kind: 'datetime', second: 1_767_225_599 }],
    ['a time before 1970', { kind: 'datetime', second: -1 }],
    ['a time without a zone', { kind: 'localdatetime', second: -1 }],
    ['a time of day', { kind: 'time', second: 86_399, offset: -20_700 }],
    ['a time of day without a zone', { kind: 'localtime', second: 0 }],
    ['a duration', { kind: 'duration', months: 14, days: -3, seconds: 3_600 }],
    ['a point', { kind: 'point', longitude: -0.1276, latitude: 51.5072 }],
    ['nothing', null],
  ])('survives the conversion to a driver value and back: %s', (_, value) => {
    expect(fromDriverValue(toDriverProperties({ value })['value'])).toEqual(value);
  });

  it.each<[string, PropertyValue, object]>([
    ['a date', { kind: 'date', day: 20_454 }, new neo4j.types.Date(2026, 1, 1)],
    ['a time', { kind: 'datetime', second: -1 }, new neo4j.types.DateTime(1969, 12, 31, 23, 59, 59, 0, 0)],
    [
      'a duration',
      { kind: 'duration', months: 14, days: -3, seconds: 3_600 },
      new neo4j.types.Duration(14, -3, 3_600, 0),
    ],
    ['a point', { kind: 'point', longitude: -0.5, latitude: 51.5 }, new neo4j.types.Point(4_326n, -0.5, 51.5)],
  ])('becomes an object of a driver class: %s', (_, value, expected) => {
    expect(toDriverProperties({ value })['value']).toStrictEqual(expected);
  });

  it('is read from the integers of any form that the driver has', () => {
    const expected = { kind: 'duration', months: 14, days: 3, seconds: 5 };
    expect(fromDriverValue(new neo4j.types.Duration(14n, 3n, 5n, 0n))).toEqual(expected);
    const integer = neo4j.int;
    expect(fromDriverValue(new neo4j.types.Duration(integer(14), integer(3), integer(5), integer(0)))).toEqual(
      expected,
    );
  });

  it.each<[string, unknown, string]>([
    ['a list of lists', [[1n, 2n]], '[[bigint 1, bigint 2]]'],
    ['a list without a value', [1n, null], '[bigint 1, object null]'],
    ['a list of points in space', [new neo4j.types.Point(4_979, 1, 2, 3)], 'srid=4979'],
    ['a local time with nanoseconds', new neo4j.types.LocalDateTime(2026, 1, 1, 0, 0, 0, 1), '000000001'],
    ['a time of day with nanoseconds', new neo4j.types.Time(1, 0, 0, 1, 0), '01:00:00.000000001Z'],
    ['a local time of day with nanoseconds', new neo4j.types.LocalTime(1, 0, 0, 1), '01:00:00.000000001'],
    ['a time with nanoseconds', new neo4j.types.DateTime(2026, 1, 1, 0, 0, 0, 1, 0), '000000001Z'],
    ['a time of another zone', new neo4j.types.DateTime(2026, 1, 1, 0, 0, 0, 0, 3_600), '+01:00'],
    ['a duration with nanoseconds', new neo4j.types.Duration(0, 0, 1, 5), 'PT1.000000005S'],
    ['a point in space', new neo4j.types.Point(4_979, 1, 2, 3), 'srid=4979'],
    ['a Cartesian point', new neo4j.types.Point(7_203, 1, 2), 'srid=7203'],
  ])('is unsupported when no column can hold it: %s', (_, value, text) => {
    expect(fromDriverValue(value)).toEqual({ kind: 'unsupported', text: expect.stringContaining(text) });
  });
});
