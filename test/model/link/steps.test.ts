import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseStep, invertStep, multiplyModulo, takeStep } from '../../../src/model/link/steps.ts';

const bits = fc.nat(2 ** 32 - 1);

describe('an order by steps', () => {
  it('has each number once, and can be asked the other way, for every count up to 300', () => {
    for (let m = 1; m <= 300; m++) {
      const step = chooseStep(m * 12_345_678, m);
      const [shift, inverse] = [m >> 1, invertStep(step, m)];
      const places = Array.from({ length: m }, (_, x) => takeStep(x, step, shift, m));
      expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: m }, (_, x) => x));
      const found = places.map((place) => multiplyModulo((place - shift + m) % m, inverse, m));
      expect(found).toEqual(Array.from({ length: m }, (_, x) => x));
    }
  });

  it('is exact at any count up to 2^52', () => {
    const counts = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 31 }),
      fc.maxSafeInteger().map((n) => 1 + (Math.abs(n) % 2 ** 52)),
    );
    const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(counts, bits, part, part, (m, random, place, offset) => {
        const step = chooseStep(random % 2 ** 32, m);
        const [x, shift] = [Math.floor(place * m), Math.floor(offset * m)];
        const expected = (BigInt(x) * BigInt(step) + BigInt(shift)) % BigInt(m);
        expect(takeStep(x, step, shift, m)).toBe(Number(expected));
        expect(multiplyModulo((Number(expected) - shift + m) % m, invertStep(step, m), m)).toBe(x);
      }),
    );
  });
});
