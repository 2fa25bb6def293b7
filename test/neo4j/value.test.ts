import neo4j from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import type { PropertyValue } from '../../src/model/value.ts';
import { fromDriverValue, toDriverProperties } from '../../src/neo4j/value.ts';

describe('a value of the driver', () => {
  it.each<[string, PropertyValue]>([
    ['text', 'web-1'],
    ['an integer', 5n],
    ['a float', 5.5],
    ['a boolean', false],
    ['a list', ['a', 'b']],
    ['an empty list', []],
    ['a date', { kind: 'date', day: 20_454 }],
    ['a date before 1970', { kind: 'date', day: -1 }],
    ['a time', { kind: 'datetime', second: 1_767_225_599 }],
    ['a time before 1970', { kind: 'datetime', second: -1 }],
    ['a point', { kind: 'point', longitude: -0.1276, latitude: 51.5072 }],
    ['nothing', null],
  ])('is what it was made of: %s', (_, value) => {
    expect(fromDriverValue(toDriverProperties({ value })['value'])).toEqual(value);
  });

  it.each<[string, unknown, string]>([
    ['a list of integers', [1n, 2n], '[bigint 1, bigint 2]'],
    ['a date without time zone', new neo4j.types.LocalDateTime(2026, 1, 1, 0, 0, 0, 0), '2026-01-01T00:00:00'],
    ['a time with nanoseconds', new neo4j.types.DateTime(2026, 1, 1, 0, 0, 0, 1, 0), '000000001Z'],
    ['a time of another zone', new neo4j.types.DateTime(2026, 1, 1, 0, 0, 0, 0, 3_600), '+01:00'],
    ['a point in space', new neo4j.types.Point(4_979, 1, 2, 3), 'srid=4979'],
    ['a Cartesian point', new neo4j.types.Point(7_203, 1, 2), 'srid=7203'],
  ])('is told from those of columns: %s', (_, value, text) => {
    expect(fromDriverValue(value)).toEqual({ kind: 'unsupported', text: expect.stringContaining(text) });
  });
});
