import { describe, expect, it } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { createWeightedDraw, zipfWeights } from '../../src/random/weighted.ts';
import { chiSquareLimit } from './statistics.ts';

const draws = 1 << 17;

describe('createWeightedDraw', () => {
  it.each([
    [[1, 1, 1]],
    [[930, 30, 25, 5, 10]],
    [[0, 3, 0, 7, 0]],
    [[1, 2 ** 20]],
    [Array.from({ length: 40 }, (_, n) => n + 1)],
  ])('draws each index as often as its weight says: %j', (weights) => {
    const draw = createWeightedDraw(new Stream('weights'), weights);
    const counts = new Uint32Array(weights.length);
    for (let n = 0; n < draws; n++) counts[draw(n)]!++;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const drawn = weights.flatMap((weight, index) => (weight > 0 ? [{ weight, count: counts[index]! }] : []));
    const distance = drawn.reduce((sum, { weight, count }) => {
      const expected = (draws * weight) / total;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    // With an expectation far below one, chi-square has a longer tail.
    expect(distance).toBeLessThan(chiSquareLimit(drawn.length) + 8);
  });

  it('never draws an index without weight', () => {
    const draw = createWeightedDraw(new Stream('zero'), [0, 5, 0, 5, 0]);
    const seen = new Set(Array.from({ length: 10_000 }, (_, n) => draw(n)));
    expect([...seen].sort()).toEqual([1, 3]);
  });

  it('splits the 2^32 values of a draw exactly at the weights', () => {
    const thresholds = [0, 2 ** 30 - 1, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
    // A stream whose bits are given, to stand on both sides of every border.
    const given = { bits: (ordinal: number) => thresholds[ordinal]! } as unknown as Stream;
    const draw = createWeightedDraw(given, [1, 1, 2]);
    expect(thresholds.map((_, ordinal) => draw(ordinal))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('ends within the weights for the largest bits, whatever rounding does', () => {
    const given = { bits: () => 2 ** 32 - 1 } as unknown as Stream;
    for (let length = 1; length <= 200; length++) {
      const weights = Array.from({ length }, (_, n) => 1 + ((n * 7) % 13));
      expect(createWeightedDraw(given, [...weights, 0])(0)).toBe(length - 1);
    }
  });

  it('draws independently for another draw number', () => {
    const draw = createWeightedDraw(new Stream('again'), [1, 1, 1, 1]);
    const pairs = Array.from({ length: 100 }, (_, n) => draw(n) === draw(n, 1));
    expect(pairs).toContain(false);
    expect(pairs).toContain(true);
  });
});

describe('zipfWeights', () => {
  it.each([1, 2, 12, 100])('makes draws of %i ranks that follow 1/rank', (ranks) => {
    const draws = 1 << 18;
    const draw = createWeightedDraw(new Stream('zipf'), zipfWeights(ranks));
    const counts = new Uint32Array(ranks);
    for (let n = 0; n < draws; n++) counts[draw(n)]!++;
    const harmonic = Array.from(counts, (_, index) => 1 / (index + 1)).reduce((sum, part) => sum + part, 0);
    const distance = counts.reduce((sum, count, index) => {
      const expected = draws / (index + 1) / harmonic;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    expect(distance).toBeLessThan(chiSquareLimit(ranks) + 1);
  });

  it('stays within one part in a hundred of 1/rank up to 1,000 ranks', () => {
    const weights = zipfWeights(1_000);
    const errors = weights.map((weight, index) => Math.abs((weight * (index + 1)) / weights[0]! - 1));
    expect(Math.max(...errors)).toBeLessThan(0.01);
  });
});
