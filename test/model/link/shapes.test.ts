import { describe, expect, it } from 'vitest';
import type { Adjacency } from '../../../src/model/link/adjacency.ts';
import { type DegreeShape, degrees, exactly } from '../../../src/model/link/out-degrees.ts';
import { createWeave } from '../../../src/model/link/weave.ts';
import { powerLaw, uniform, type WeightShape } from '../../../src/model/link/weights.ts';
import { Stream } from '../../../src/random/stream.ts';
import { estimateExponent } from './estimate-exponent.ts';

const nodes = 60_000;

function connect(out: DegreeShape, shape: WeightShape): Adjacency {
  return createWeave(new Stream('shapes'), { degrees: out(nodes), weights: shape(nodes) });
}

/** The number of rows of each target, counted in the rows, the most first. */
function countRows(links: Adjacency): readonly number[] {
  const counts = new Float64Array(links.targets);
  for (let row = 0; row < links.rows; row++) counts[links.target(row)]!++;
  return [...counts].sort((a, b) => b - a);
}

describe('powerLaw', () => {
  it.each([
    { exponent: 2, least: 20 },
    { exponent: 2.2, least: 20 },
    { exponent: 2.5, least: 20 },
    { exponent: 3, least: 25 },
  ])('gives in-degrees the exponent $exponent', ({ exponent, least }) => {
    const counts = countRows(connect(exactly(8), powerLaw({ exponent, top: 0.01 })));
    expect(Math.abs(estimateExponent(counts, least) - exponent)).toBeLessThan(0.12);
  });

  it.each([0.001, 0.01, 0.03])('gives the most popular target %d of the rows', (top) => {
    const links = connect(exactly(8), powerLaw({ top }));
    expect(countRows(links)[0]! / links.rows / top).toBeCloseTo(1, 1);
  });

  it.each([1, 10, 2 ** 20, 2 ** 31, 2 ** 40])('has weights for %i targets', (targets) => {
    for (const exponent of [1.5, 2, 4]) {
      const weights = powerLaw({ exponent, top: 0.5 })(targets);
      expect(weights.size).toBe(targets);
      expect(weights.rankAt(weights.total - 1)).toBe(targets - 1);
      expect(weights.steps.length).toBeLessThan(200);
    }
  });

  it.each([
    [{ exponent: 1 }, 'to be from 1.5 to 4, got `1`'],
    [{ top: 0 }, 'to be between 0 and 1, got `0`'],
    [{ top: 1 }, 'to be between 0 and 1, got `1`'],
  ])('refuses %o', (options, message) => {
    expect(() => powerLaw(options)).toThrow(message);
  });
});

describe('uniform', () => {
  it('gives all targets the same number of rows, or one more', () => {
    const counts = countRows(connect(exactly(3), uniform()));
    expect(counts[0]! - counts.at(-1)!).toBeLessThanOrEqual(2);
  });
});

describe('degrees', () => {
  it('gives sources numbers of rows with these quantiles', () => {
    const links = connect(degrees({ p10: 2, p50: 4, p90: 13, p99: 93, max: 300 }), uniform());
    const sorted = Array.from({ length: nodes }, (_, source) => links.degree('source', source)).sort((a, b) => a - b);
    const quantile = (permille: number): number => sorted[(nodes * permille) / 1_000 - 1]!;
    expect([100, 500, 900, 990, 1_000].map(quantile)).toEqual([2, 4, 13, 93, 300]);
  });

  it('has exactly as many sources as there are', () => {
    for (const sources of [0, 1, 2, 3, 10, 99, 1_000, 12_345]) {
      const classes = degrees({ p50: 3, p90: 12 })(sources);
      expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(sources);
      expect(classes.every(({ count }) => count >= 0)).toBe(true);
    }
  });

  it.each([
    [{ p50: 3, p90: 2 }, 'Expected the quantiles of `degrees` to rise, got p50 3, p90 2'],
    [{ p50: 1.5, p90: 2 }, 'Expected `p50` of `degrees` to be a whole number, got `1.5`'],
  ])('refuses %o', (quantiles, message) => {
    expect(() => degrees(quantiles)).toThrow(message);
  });
});
