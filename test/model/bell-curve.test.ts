import { describe, expect, it } from 'vitest';
import { drawLogNormal, drawNormal } from '../../src/model/bell-curve.ts';
import { Stream } from '../../src/random/stream.ts';

const stream = new Stream('test/bell');
const unit = 1e9;

/** A stream whose bits are given. */
const give = (bits: number): Stream => ({ bits: () => bits }) as unknown as Stream;

/** The number that so many 2^32nds of all numbers are above, in billionths of a deviation. */
const quantileAbove = (part: number): number => drawNormal(give((part - 1) * 2 + 1), { mean: 0, deviation: unit })(0);

const draws = 200_000;
const drawAll = (draw: (ordinal: number) => number): readonly number[] =>
  Array.from({ length: draws }, (_, ordinal) => draw(ordinal)).sort((a, b) => a - b);
const quantile = (sorted: readonly number[], part: number): number => sorted[Math.floor(part * draws)]!;

describe('drawNormal', () => {
  // Source of the quantiles: R's qnorm.
  it.each([
    [2 ** 31, 0],
    [2 ** 30, 0.674489750196082],
    [2 ** 29, 1.150349380376008],
    [2 ** 22, 3.097269078198785],
  ])('has the quantiles of a normal distribution: %i / 2^32 above', (part, deviations) => {
    expect(quantileAbove(part) / unit).toBeCloseTo(deviations, 6);
  });

  it('has no number further out than 6.3 deviations', () => {
    expect(quantileAbove(1) / unit).toBeCloseTo(6.2302, 3);
  });

  it('is not far from a quantile between those that it knows', () => {
    expect(quantileAbove(Math.round(0.025 * 2 ** 32)) / unit).toBeCloseTo(1.959963985, 2);
    expect(quantileAbove(Math.round(0.1 * 2 ** 32)) / unit).toBeCloseTo(1.281551566, 2);
  });

  it('draws numbers with the mean, the deviation and the quantiles that it was given', () => {
    const numbers = drawAll(drawNormal(stream, { mean: 172, deviation: 9 }));
    const mean = numbers.reduce((sum, number) => sum + number, 0) / draws;
    const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / draws;
    expect(mean).toBeCloseTo(172, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(9, 1);
    expect([0.1, 0.5, 0.9, 0.99].map((part) => quantile(numbers, part))).toEqual([160, 172, 184, 193]);
    expect(numbers.every(Number.isInteger)).toBe(true);
  });

  it('draws the same numbers on every machine', () => {
    const draw = drawNormal(stream, { mean: 0, deviation: 1e12 });
    expect([0, 1, 2, 3].map(draw)).toMatchInlineSnapshot(`
      [
        -717450728929,
        -31289971751,
        1292166937835,
        -1248288627951,
      ]
    `);
  });

  it('draws its mean without a deviation', () => {
    expect(drawNormal(stream, { mean: -5, deviation: 0 })(7)).toBe(-5);
  });

  it.each([
    [
      { mean: 0, deviation: -1 },
      '`deviation` to be at least 0 and all numbers to be at most 2^53, got deviation `-1` and mean `0`',
    ],
    [{ mean: Number.NaN, deviation: 1 }, '`mean` of `normal` to be a number, got `NaN`'],
    [
      { mean: 0, deviation: 2 ** 51 },
      '`deviation` to be at least 0 and all numbers to be at most 2^53, got deviation `2251799813685248` and mean `0`',
    ],
    [{} as { mean: number; deviation: number }, '`mean` of `normal` to be a number, got `undefined`'],
  ])('refuses %j', (options, message) => {
    expect(() => drawNormal(stream, options)).toThrow(`Expected ${message}`);
  });
});

describe('drawLogNormal', () => {
  it('draws numbers with the quantiles that it was given', () => {
    const numbers = drawAll(drawLogNormal(stream, { p50: 2_000, p90: 15_000 }));
    expect(quantile(numbers, 0.5)).toBeGreaterThan(1_960);
    expect(quantile(numbers, 0.5)).toBeLessThan(2_040);
    expect(quantile(numbers, 0.9)).toBeGreaterThan(14_500);
    expect(quantile(numbers, 0.9)).toBeLessThan(15_500);
    // The distance of p10 from p50 is that of p90, by factors: 2,000 / 7.5.
    expect(quantile(numbers, 0.1)).toBeGreaterThan(258);
    expect(quantile(numbers, 0.1)).toBeLessThan(275);
    expect(numbers[0]).toBeGreaterThanOrEqual(0);
  });

  it('draws the same numbers on every machine', () => {
    const draw = drawLogNormal(stream, { p50: 1e6, p90: 1e7 });
    expect([0, 1, 2, 3].map(draw)).toMatchInlineSnapshot(`
      [
        276647,
        951025,
        10218415,
        106371,
      ]
    `);
  });

  it('draws its median alone where it is the other quantile, too', () => {
    expect(drawLogNormal(stream, { p50: 5, p90: 5 })(7)).toBe(5);
  });

  it.each([
    [{ p50: 0, p90: 5 }, 'got p50 `0` and p90 `5`'],
    [{ p50: 6, p90: 5 }, 'got p50 `6` and p90 `5`'],
    [{ p50: 1, p90: 1e6 }, 'got p50 `1` and p90 `1000000`'],
  ])('refuses %j', (options, found) => {
    expect(() => drawLogNormal(stream, options)).toThrow(
      `Expected \`p50\` to be above 0, \`p90\` to be at least \`p50\` and all numbers to be at most 2^53, ${found}`,
    );
  });
});
