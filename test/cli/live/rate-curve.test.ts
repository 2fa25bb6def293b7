import { describe, expect, it } from 'vitest';
import { RateCurve } from '../../../src/cli/live/rate-curve.ts';

describe('RateCurve', () => {
  it('has the rate of each interval', () => {
    const curve = new RateCurve();
    curve.add(0.5, 50);
    curve.add(1, 250);
    curve.add(1.1, 999); // too soon after the last
    curve.add(2, 250);
    expect(curve.rates()).toEqual([
      [0.5, 100],
      [1, 400],
      [2, 0],
    ]);
  });

  it('widens its intervals instead of growing, and keeps the mean', () => {
    const curve = new RateCurve();
    for (let tenth = 1; tenth <= 36_000; tenth++) curve.add(tenth / 10, tenth * 7);
    const rates = curve.rates();
    expect(rates.length).toBeGreaterThan(40);
    expect(rates.length).toBeLessThanOrEqual(120);
    for (const [, rate] of rates) expect(rate).toBeCloseTo(70);
    expect(rates.at(-1)![0]).toBeGreaterThan(3_500);
  });

  it('has no negative rate where a count was corrected', () => {
    const curve = new RateCurve();
    curve.add(1, 100);
    curve.add(2, 50);
    expect(curve.rates()).toEqual([
      [1, 100],
      [2, 0],
    ]);
  });
});
