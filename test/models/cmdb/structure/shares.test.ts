import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide } from '../../../../src/models/cmdb/structure/shares.ts';

const weightLists = fc
  .array(fc.nat(1_000), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0));

/** How many things each part has. */
function sizesOf(count: number, weights: readonly number[], least?: (part: number) => number): readonly number[] {
  const shares = divide(count, weights, least);
  return weights.map((_, part) => shares.size(part));
}

describe('divide', () => {
  it('gives each thing to one part, in order, and none to a part without weight', () => {
    fc.assert(
      fc.property(fc.nat(500), weightLists, fc.nat(3), (count, weights, needed) => {
        const shares = divide(count, weights, () => needed);
        const parts = Array.from({ length: count }, (_, thing) => shares.partOf(thing));
        expect(parts).toEqual(weights.flatMap((_, part) => new Array<number>(shares.size(part)).fill(part)));
        expect([shares.first(0), shares.first(weights.length)]).toEqual([0, count]);
        for (const [part, weight] of weights.entries()) if (weight === 0) expect(shares.size(part)).toBe(0);
      }),
    );
  });

  it('comes within one of what the weights say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), weightLists, (count, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (const [part, size] of sizesOf(count, weights).entries())
          expect(Math.abs(size - (count * weights[part]!) / total)).toBeLessThanOrEqual(1.001);
      }),
    );
  });

  it('finds the part of a thing among many', () => {
    const shares = divide(2 ** 40, [1, 1_000, 0, 3, 500]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 - 1 }), (thing) => {
        const part = shares.partOf(thing);
        expect(shares.first(part)).toBeLessThanOrEqual(thing);
        expect(shares.first(part + 1)).toBeGreaterThan(thing);
      }),
    );
  });

  it('gives each part at first what it needs, where there is enough', () => {
    expect(sizesOf(10, [1, 1_000, 1], () => 2)).toEqual([3, 5, 2]);
    expect(sizesOf(5, [1, 1_000, 1], () => 2)).toEqual([1, 4, 0]);
  });

  it('gives the only thing to the first part with a weight', () => {
    expect(sizesOf(1, [0, 1, 1_000, 1])).toEqual([0, 1, 0, 0]);
  });
});
