import { describe, expect, it } from 'vitest';
import { canonicalText, describeValue } from '../../src/model/value.ts';

type Value = Parameters<typeof canonicalText>[0];

describe('the canonical text of a value', () => {
  it.each<[string, Value, string]>([
    ['nothing', null, '-'],
    ['the empty string', '', 's0:'],
    ['text', 'a,b', 's3:a,b'],
    ['an integer', 5n, 'i5;'],
    ['a negative integer', -9_007_199_254_740_993n, 'i-9007199254740993;'],
    ['a whole float', 5, 'f5;'],
    ['a float', 0.1, 'f0.1;'],
    ['minus zero', -0, 'f-0;'],
    ['true', true, 'b1'],
    ['a date', { kind: 'date', day: 20_454 }, 'd2026-01-01;'],
    ['a time', { kind: 'datetime', second: 1_767_225_600 }, 't2026-01-01T00:00:00Z;'],
    ['a duration', { kind: 'duration', months: 14, days: 0, seconds: -5 }, 'uP1Y2MT-5S;'],
    ['a point', { kind: 'point', longitude: 1.5, latitude: -2 }, 'pf1.5;f-2;'],
    ['a list', ['a', 'bc'], 'l2:s1:as2:bc'],
    ['an empty list', [], 'l0:'],
    ['a value of another type', { kind: 'unsupported', text: 'P1D' }, 'x3:P1D'],
  ])('never changes: %s', (_, value, text) => {
    expect(canonicalText(value)).toBe(text);
  });

  it('differs when value or type differ', () => {
    const values: Value[] = [
      ...[null, '', '-', '5', 'true', '2026-01-01', 5n, 5, 5.5, true, false, 0, -0, 0n, 1n, 1],
      ...[[], [''], ['5'], ['a', 'b'], ['ab'], ['a', '', 'b'], ['a;b']],
      { kind: 'date', day: 20_454 },
      { kind: 'datetime', second: 20_454 * 86_400 },
      { kind: 'point', longitude: 1, latitude: 2 },
      { kind: 'point', longitude: 2, latitude: 1 },
      { kind: 'duration', months: 1, days: 0, seconds: 0 },
      { kind: 'duration', months: 0, days: 1, seconds: 0 },
      { kind: 'duration', months: 0, days: 0, seconds: 86_400 },
      { kind: 'unsupported', text: '5' },
    ];
    expect(new Set(values.map(canonicalText)).size).toBe(values.length);
  });

  it('shows where each value of a row ends', () => {
    const rows: Value[][] = [
      ['a', 'b'],
      ['ab', ''],
      ['', 'ab'],
      ['as1:b', ''],
      [null, 'ab'],
      ['ab', null],
      [['a', 'b'], null],
      [['a'], 'b'],
      [1n, 2n],
      [12n, null],
    ];
    expect(new Set(rows.map((row) => row.map(canonicalText).join(''))).size).toBe(rows.length);
  });
});

describe('describeValue', () => {
  it.each<[Value, string]>([
    [null, 'none'],
    ['a', 'STRING `a`'],
    [5n, 'INTEGER `5`'],
    [5, 'FLOAT `5.0`'],
    [0.25, 'FLOAT `0.25`'],
    [false, 'BOOLEAN `false`'],
    [['a', 'b'], 'LIST `["a","b"]`'],
    [{ kind: 'date', day: 20_454 }, 'DATE `2026-01-01`'],
    [{ kind: 'datetime', second: -1 }, 'ZONED DATETIME `1969-12-31T23:59:59Z`'],
    [{ kind: 'duration', months: 0, days: 1, seconds: 60 }, 'DURATION `P1DT1M`'],
    [{ kind: 'point', longitude: 1.5, latitude: -2 }, 'POINT `1.5 -2`'],
    [{ kind: 'unsupported', text: 'object 12:00:00' }, '`object 12:00:00`'],
  ])('shows a value with its type: %o', (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  it('cuts long text', () => {
    expect(describeValue('x'.repeat(201))).toBe(`STRING \`${'x'.repeat(200)}…\``);
  });
});
