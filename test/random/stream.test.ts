import { describe, expect, it } from 'vitest';
import { Stream } from '../../src/random/stream.ts';
import { chiSquare, chiSquareLimit, countPairs } from './statistics.ts';

const names = ['bulkgen/cmdb/Server/status', 'bulkgen/cmdb/Server/cpuCores', 'a', 'b', ''];
const draws = 1 << 16;
/** Where ordinals begin: small ones, around the 32-bit borders, and near the largest exact integer. */
const starts = [0, 2 ** 31 - draws / 2, 2 ** 32 - draws / 2, 2 ** 40, 2 ** 53 - draws];

describe('Stream', () => {
  it('gives the same draws for the same name for ever', () => {
    const stream = new Stream('bulkgen/cmdb/Server/status');
    const ordinals = [0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1];
    expect(ordinals.map((ordinal) => stream.bits(ordinal))).toEqual([
      1_230_265_286, 2_934_777_377, 1_219_403_147, 1_485_811_609, 4_167_380_777, 3_846_063_428,
    ]);
    expect([0, 1, 2, 3].map((draw) => stream.bits(7, draw))).toEqual([
      1_364_834_372, 590_582_261, 2_213_950_675, 2_537_359_978,
    ]);
    expect([6, 2 ** 26, 2 ** 26 + 1, 2 ** 40, 2 ** 53].map((bound) => stream.below(bound, 7))).toEqual([
      1, 21_325_537, 21_325_537, 349_397_599_271, 2_862_265_133_232_780,
    ]);
  });

  it('gives a draw whatever was drawn before it', () => {
    const stream = new Stream('a');
    const alone = new Stream('a').bits(12, 3);
    for (let draw = 9; draw >= 0; draw--) stream.bits(12, draw);
    stream.below(2 ** 50, 11);
    expect(stream.bits(12, 3)).toBe(alone);
  });

  describe.each(names)('named `%s`', (name) => {
    const stream = new Stream(name);

    it.each(starts)('has every bit set half of the time from ordinal %i on', (start) => {
      const ones = new Uint32Array(32);
      for (let n = 0; n < draws; n++) {
        const bits = stream.bits(start + n);
        for (let bit = 0; bit < 32; bit++) ones[bit]! += (bits >>> bit) & 1;
      }
      // 5.5 standard deviations of a fair coin: one bit in 26 million goes beyond.
      const limit = 5.5 * Math.sqrt(draws / 4);
      for (const count of ones) expect(Math.abs(count - draws / 2)).toBeLessThan(limit);
    });

    it.each(starts)('spreads its highest and its lowest byte evenly from ordinal %i on', (start) => {
      const high = new Uint32Array(256);
      const low = new Uint32Array(256);
      for (let n = 0; n < draws; n++) {
        const bits = stream.bits(start + n);
        high[bits >>> 24]!++;
        low[bits & 255]!++;
      }
      expect(chiSquare(high)).toBeLessThan(chiSquareLimit(256));
      expect(chiSquare(low)).toBeLessThan(chiSquareLimit(256));
    });

    it.each([
      ['the next ordinal', (n: number) => stream.bits(n + 1)],
      ['the ordinal 2^20 further', (n: number) => stream.bits(n + 2 ** 20)],
      ['the ordinal 2^31 further', (n: number) => stream.bits(n + 2 ** 31)],
      ['the ordinal 2^32 further', (n: number) => stream.bits(n + 2 ** 32)],
      ['the ordinal 2^52 further', (n: number) => stream.bits(n + 2 ** 52)],
      ['the next draw', (n: number) => stream.bits(n, 1)],
      ['the draw after that', (n: number) => stream.bits(n, 2)],
      ['the next draw of the ordinal before', (n: number) => stream.bits(Math.max(0, n - 1), 1)],
    ])('draws independently of %s', (_, other) => {
      const lowest = countPairs(draws, (n) => stream.bits(n), other);
      const highest = countPairs(
        draws,
        (n) => stream.bits(n) >>> 28,
        (n) => other(n) >>> 28,
      );
      expect(chiSquare(lowest)).toBeLessThan(chiSquareLimit(256));
      expect(chiSquare(highest)).toBeLessThan(chiSquareLimit(256));
    });
  });

  it.each([
    ['a', 'b'],
    ['seed/cmdb/Server/os', 'seed/cmdb/Server/ip'],
    ['1/cmdb/x', '2/cmdb/x'],
    ['seed/cmdb/x', 'seed/cmdb/xx'],
  ])('named `%s` and one named `%s` draw independently', (first, second) => {
    const one = new Stream(first);
    const other = new Stream(second);
    for (const shift of [0, 28]) {
      const counts = countPairs(
        draws,
        (n) => one.bits(n) >>> shift,
        (n) => other.bits(n) >>> shift,
      );
      expect(chiSquare(counts)).toBeLessThan(chiSquareLimit(256));
    }
  });

  it('never repeats the draws of one 2^32 ordinals in the next', () => {
    const stream = new Stream('a');
    const blocks = [0, 1, 2, 255, 2 ** 20, 2 ** 21 - 1].map((upper) =>
      Array.from({ length: 8 }, (_, n) => stream.bits(upper * 2 ** 32 + n)).join(),
    );
    expect(new Set(blocks).size).toBe(blocks.length);
  });
});

describe('below', () => {
  const stream = new Stream('below');

  it.each([2, 3, 7, 10, 12, 100, 256])('spreads evenly over %i values', (bound) => {
    const counts = new Uint32Array(bound);
    for (let n = 0; n < draws; n++) counts[stream.below(bound, n)]!++;
    expect(chiSquare(counts)).toBeLessThan(chiSquareLimit(bound));
  });

  it.each([2 ** 26, 2 ** 26 + 1, 3 * 2 ** 30, 2 ** 32 + 1, 2 ** 40 + 12_345, 2 ** 53 - 1, 2 ** 53])(
    'spreads evenly over %i values, in the whole and within a stretch of them',
    (bound) => {
      const stretches = new Uint32Array(64);
      const lowest = new Uint32Array(16);
      const outside: number[] = [];
      for (let n = 0; n < draws; n++) {
        const value = stream.below(bound, n);
        if (!Number.isInteger(value) || value < 0 || value >= bound) outside.push(value);
        stretches[Math.floor((value / bound) * 64)]!++;
        lowest[value % 16]!++;
      }
      expect(outside).toEqual([]);
      expect(chiSquare(stretches)).toBeLessThan(chiSquareLimit(64));
      expect(chiSquare(lowest)).toBeLessThan(chiSquareLimit(16));
    },
  );

  it('has digits that are independent of each other', () => {
    const values = Array.from({ length: 1 << 14 }, (_, n) => stream.below(2 ** 52, n));
    for (let first = 1; first < 13; first++) {
      for (let second = 0; second < first; second++) {
        const counts = countPairs(values.length, digitOf(values, first), digitOf(values, second));
        expect(chiSquare(counts)).toBeLessThan(chiSquareLimit(256));
      }
    }
  });

  it('answers 0 for a bound of 1', () => {
    expect([0, 1, 2, 2 ** 40].map((ordinal) => stream.below(1, ordinal))).toEqual([0, 0, 0, 0]);
  });

  it('reaches every value, the last one included', () => {
    const seen = new Set(Array.from({ length: 1_000 }, (_, n) => stream.below(20, n)));
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});

describe('between and chance', () => {
  const stream = new Stream('between');

  it('includes both ends, also negative ones', () => {
    const seen = new Set(Array.from({ length: 500 }, (_, n) => stream.between(-2, 2, n)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });

  it('is true in as many parts of the whole as asked for', () => {
    let hits = 0;
    for (let n = 0; n < draws; n++) if (stream.chance(3, 10, n)) hits++;
    expect(Math.abs(hits - 0.3 * draws)).toBeLessThan(5 * Math.sqrt(draws * 0.3 * 0.7));
    expect(stream.chance(0, 10, 5)).toBe(false);
    expect(stream.chance(10, 10, 5)).toBe(true);
  });
});

/** A digit of the base 16 of each value, the lowest at place 0. */
function digitOf(values: readonly number[], place: number): (n: number) => number {
  return (n) => Math.floor(values[n]! / 16 ** place) % 16;
}
