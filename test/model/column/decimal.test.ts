import { describe, expect, it } from 'vitest';
import { decimal } from '../../../src/model/column/decimal.ts';
import { point } from '../../../src/model/column/point.ts';
import { readCell, writeCell } from './cell.ts';

describe('decimal', () => {
  it.each([
    [2, 1_250, '12.5,', 12.5],
    [2, 1_205, '12.05,', 12.05],
    [2, 1_200, '12,', 12],
    [2, 5, '0.05,', 0.05],
    [2, 50, '0.5,', 0.5],
    [2, 0, '0,', 0],
    [2, -5, '-0.05,', -0.05],
    [2, -1_250, '-12.5,', -12.5],
    [2, -300, '-3,', -3],
    [3, 99_990, '99.99,', 99.99],
    [0, 42, '42,', 42],
    [6, 1, '0.000001,', 0.000001],
    [6, -1_000_001, '-1.000001,', -1.000001],
    [1, 10 ** 15, '100000000000000,', 1e14],
  ] as const)('of %i digits writes %i units as %s', (digits, units, cell, value) => {
    expect(writeCell(decimal(digits), units)).toBe(cell);
    expect(readCell(decimal(digits), units)).toBe(value);
  });

  it.each([Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER])('has room for %d units', (units) => {
    for (const digits of [0, 1, 2, 3, 4, 5, 6] as const) writeCell(decimal(digits), units);
  });
});

describe('point', () => {
  it.each([
    [86_842, 501_155, '"{longitude:8.6842, latitude:50.1155}",'],
    [-1_257, 515_080, '"{longitude:-0.1257, latitude:51.508}",'],
    [0, -10_000, '"{longitude:0, latitude:-1}",'],
    [-1_800_000, -900_000, '"{longitude:-180, latitude:-90}",'],
  ])('writes %i and %i ten-thousandths as %s', (longitude, latitude, cell) => {
    expect(writeCell(point(), longitude, latitude)).toBe(cell);
    expect(readCell(point(), longitude, latitude)).toEqual({
      kind: 'point',
      longitude: longitude / 10_000,
      latitude: latitude / 10_000,
    });
  });
});
