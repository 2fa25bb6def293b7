import { describe, expect, it } from 'vitest';
import { estimateExponent, measureGini, summariseDegrees } from '../../src/stats/degrees.ts';

const list = (...degrees: readonly number[]): Int32Array => Int32Array.from(degrees);
const repeat = (count: number, degree: number): readonly number[] => Array.from({ length: count }, () => degree);

describe('measureGini', () => {
  it.each([
    ['equal degrees', list(3, 3, 3, 3), 0],
    ['one node that has everything', list(0, 0, 0, 4), 0.75],
    ['1 to 4', list(1, 2, 3, 4), 0.25],
    ['no relationships', list(0, 0), 0],
    ['no nodes', list(), 0],
  ])('measures %s', (_, degrees, expected) => {
    expect(measureGini(degrees)).toBeCloseTo(expected, 12);
  });
});

describe('estimateExponent', () => {
  it('is 1 + n / Σ ln(x / (least − ½)) of the values from the least up', () => {
    const tail = [...repeat(20, 20), ...repeat(10, 40)];
    const sum = 20 * Math.log(20 / 19.5) + 10 * Math.log(40 / 19.5);
    expect(estimateExponent(list(...repeat(50, 3), ...tail), 20)).toBeCloseTo(1 + 30 / sum, 12);
  });

  it('finds the exponent of a list whose tail is a power law', () => {
    // Quantiles of P(X ≥ x) = (x / 20)^−1.2 from 20 up: the exponent of p(x) is 2.2.
    const degrees = Array.from({ length: 20_000 }, (_, place) =>
      Math.round(20 * ((place + 0.5) / 20_000) ** (-1 / 1.2)),
    );
    expect(estimateExponent(list(...degrees).sort(), 20)).toBeCloseTo(2.2, 1);
  });

  it('is unknown below 25 values', () => {
    expect(estimateExponent(list(...repeat(24, 60)), 50)).toBeUndefined();
    expect(estimateExponent(list(...repeat(25, 60)), 50)).toBeDefined();
  });
});

describe('summariseDegrees', () => {
  it('takes quantiles by nearest rank, and the share of the busiest 1 %', () => {
    const degrees = list(...Array.from({ length: 200 }, (_, place) => place));
    const rows = (199 * 200) / 2;
    expect(summariseDegrees(degrees)).toMatchObject({
      ...{ nodes: 200, linked: 199, zero: 1 / 200, mean: rows / 200, topShare: (198 + 199) / rows },
      ...{ p50: 99, p75: 149, p90: 179, p95: 189, p99: 197, p999: 199, max: 199 },
    });
  });

  it('lists the share of nodes with at least a degree, from 1 to the greatest', () => {
    expect(summariseDegrees(list(4, 0, 1, 1, 7)).atLeast).toEqual([
      [1, 0.8],
      [4, 0.4],
      [7, 0.2],
    ]);
    const { atLeast } = summariseDegrees(list(...Array.from({ length: 100_000 }, (_, place) => place)));
    expect(atLeast.length).toBeLessThan(250);
    expect(atLeast.at(-1)).toEqual([99_999, 1 / 100_000]);
  });

  it('takes a graph without nodes', () => {
    expect(summariseDegrees(list())).toMatchObject({
      nodes: 0,
      zero: 0,
      p50: 0,
      max: 0,
      mean: 0,
      topShare: 0,
      atLeast: [],
    });
  });
});
