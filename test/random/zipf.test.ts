import { describe, expect, it } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { createWeightedDraw } from '../../src/random/weighted.ts';
import { zipfWeights } from '../../src/random/zipf.ts';
import { chiSquareLimit } from './statistics.ts';

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
