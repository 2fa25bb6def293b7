import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPermutation, keepValues } from '../../../src/model/link/permutation.ts';
import { Stream } from '../../../src/random/stream.ts';

const stream = new Stream('permutation');

describe('createPermutation', () => {
  it('takes each number once, and finds it again, at every size up to 300', () => {
    for (let size = 1; size <= 300; size++) {
      const permutation = createPermutation(stream, size);
      const values = Array.from({ length: size }, (_, index) => permutation.at(index));
      expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
      expect(values.map((value) => permutation.indexOf(value))).toEqual(values.map((_, index) => index));
    }
  });

  it('finds any number again at any size', () => {
    const sizes = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 20 }),
      fc.integer({ min: 2 ** 31 - 5, max: 2 ** 31 + 5 }),
      fc.integer({ min: 2 ** 32 - 5, max: 2 ** 32 + 5 }),
      fc.maxSafeInteger().map((size) => 1 + (Math.abs(size) % 2 ** 52)),
    );
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(9),
        (size, place, number) => {
          const permutation = createPermutation(stream, size, number);
          const index = Math.floor(place * size);
          const value = permutation.at(index);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(size);
          expect(permutation.indexOf(value)).toBe(index);
          expect(permutation.at(permutation.indexOf(index))).toBe(index);
        },
      ),
    );
  });

  it.each([1, 300, 2 ** 20, 2 ** 33])('replaces a list of numbers as it replaces each, at the size %i', (size) => {
    const permutation = createPermutation(stream, size);
    const indexes = [0, 1, 7, Math.floor(size / 2), size - 1].map((index) => index % size);
    for (const some of [permutation, keepValues(permutation)]) {
      const list = Float64Array.from([...indexes, -1]);
      some.replace(list, indexes.length);
      expect([...list]).toEqual([...indexes.map((index) => permutation.at(index)), -1]);
    }
  });

  it.each([1_000_000, 2 ** 31 + 1])('spreads neighbours over all of %i numbers', (size) => {
    const permutation = createPermutation(stream, size, 3);
    const buckets = new Float64Array(32 * 32);
    const indexes = 320_000;
    for (let n = 0; n < indexes; n++) {
      const index = Math.floor((n / indexes) * size);
      const [from, to] = [index, permutation.at(index)].map((value) => Math.floor((value * 32) / size));
      buckets[from! * 32 + to!]!++;
    }
    const expected = indexes / buckets.length;
    const chiSquared = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99.9 % of random permutations are between these bounds (961 degrees of freedom).
    expect(chiSquared).toBeGreaterThan(825);
    expect(chiSquared).toBeLessThan(1_105);
  });

  it.each([100, 2 ** 33])('is another for another number or stream, at the size %i', (size) => {
    const list = (number: number, name = 'a'): number[] => {
      const permutation = createPermutation(new Stream(name), size, number);
      return Array.from({ length: 100 }, (_, index) => permutation.at(index));
    };
    expect(list(0)).toEqual(list(0));
    for (const number of [1, 2 ** 32]) expect(list(number)).not.toEqual(list(0));
    expect(list(0, 'b')).not.toEqual(list(0));
  });

  it.each([0, -1, 1.5, 2 ** 52 + 2, Number.NaN])('refuses the size %d', (size) => {
    expect(() => createPermutation(stream, size)).toThrow(
      `Expected the size of a permutation to be a whole number from 1 to 2^52, got \`${size}\``,
    );
  });
});
