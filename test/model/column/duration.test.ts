import { describe, expect, it } from 'vitest';
import { duration, durationType } from '../../../src/model/column/duration.ts';
import { readCell, writeCell } from './cell.ts';

const [least, most] = [-(2 ** 31), 2 ** 31 - 1];

describe('duration', () => {
  it.each([
    [0, 0, 0, 'PT0S'],
    [14, 3, 14_706, 'P1Y2M3DT4H5M6S'],
    [12, 0, 0, 'P1Y'],
    [0, 400, 0, 'P400D'],
    [0, 0, 90_000, 'PT25H'],
    [0, 0, 61, 'PT1M1S'],
    [-14, -3, -14_706, 'P-1Y-2M-3DT-4H-5M-6S'],
    [1, -1, 1, 'P1M-1DT1S'],
    [least, least, least, 'P-178956970Y-8M-2147483648DT-596523H-14M-8S'],
    [-2_147_483_639, least, -2_147_482_799, 'P-178956969Y-11M-2147483648DT-596522H-59M-59S'],
    [most, most, most, 'P178956970Y7M2147483647DT596523H14M7S'],
  ])('writes %i months, %i days and %i seconds as %s', (months, days, seconds, cell) => {
    expect(writeCell(duration(), months, days, seconds)).toBe(`${cell},`);
    const value = readCell(duration(), months, days, seconds);
    expect(value).toEqual({ kind: 'duration', months, days, seconds });
    expect(durationType.canonicalText({ kind: 'duration', months, days, seconds })).toBe(`u${cell};`);
  });

  it.each([0.5, Number.NaN, 2 ** 31, least - 1])('refuses %d', (value) => {
    const message = `Expected a whole number of 32 bits, got \`${value}\``;
    expect(() => writeCell(duration(), value, 0, 0)).toThrow(message);
    expect(() => writeCell(duration(), 0, value, 0)).toThrow(message);
    expect(() => writeCell(duration(), 0, 0, value)).toThrow(message);
  });
});
