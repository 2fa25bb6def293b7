import { describe, expect, it } from 'vitest';
import { correlateRanks, rankDegrees, rankNumbers } from '../../src/stats/rank-correlation.ts';

describe('ranks', () => {
  it('of equal numbers are the average of their ranks', () => {
    expect([...rankNumbers(Float64Array.of(2.5, -1, 2.5, 9))]).toEqual([2.5, 1, 2.5, 4]);
    expect([...rankDegrees(Int32Array.of(2, 0, 2, 9))]).toEqual([2.5, 1, 2.5, 4]);
  });
});

describe('correlateRanks', () => {
  const spearman = (one: readonly number[], other: readonly number[]) =>
    correlateRanks(rankNumbers(Float64Array.from(one)), rankDegrees(Int32Array.from(other)));

  it.each([
    [[1, 2, 3], [10, 20, 30], 1],
    [[1, 2, 3], [30, 20, 10], -1],
    [[1, 2, 2, 3], [1, 3, 2, 4], 4.5 / Math.sqrt(4.5 * 5)],
    [[106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17], -29 / 165],
  ])('of %j and %j is Spearman’s coefficient', (one, other, expected) => {
    expect(spearman(one, other)).toBeCloseTo(expected, 12);
  });

  it('is unknown where all numbers are equal', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeUndefined();
  });
});
