// A random-looking order of many things that can be asked both ways, without a list. A size that is not a power of two is reached
// by cycle walking: a value outside is mapped again (J. Black and P. Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
import { BulkgenError } from '../../errors.ts';
import type { Stream } from '../../random/stream.ts';
import type { NodeNumbers } from './adjacency.ts';

/** A bijection of the whole numbers from 0 to `size` − 1. Every answer is arithmetic. */
export interface Permutation {
  readonly size: number;
  /** The value at an index. */
  at(index: number): number;
  /** The index at which a value is. */
  indexOf(value: number): number;
  /** Replaces the first indexes of a list by their values. */
  replace(indexes: NodeNumbers, count: number): void;
}

/** The largest size: values and their halves stay exact. */
const largestSize = 2 ** 52;

/**
 * Makes a permutation from a stream. Permutations of one stream with different numbers are independent. Throws `invalid-model` for a
 * size that is not a whole number from 1 to 2^52.
 */
export function createPermutation(stream: Stream, size: number, number = 0): Permutation {
  if (!Number.isInteger(size) || size < 1 || size > largestSize) {
    throw new BulkgenError(
      'invalid-model',
      `Expected the size of a permutation to be a whole number from 1 to 2^52, got \`${size}\``,
    );
  }
  if (size === 1) return onlyOne;
  return size <= 2 ** 31 ? createSmall(stream, size, number) : createLarge(stream, size, number);
}

/** The order of one thing. Small weaves have many of them. */
const onlyOne: Permutation = { size: 1, at: () => 0, indexOf: () => 0, replace() {} };

/**
 * A permutation that keeps its values, four bytes each, once `replace` is asked: for indexes that come again and again. One above `mostKept` stays
 * as it is.
 */
export function keepValues(permutation: Permutation): Permutation {
  const { size } = permutation;
  if (size > mostKept) return permutation;
  let values: Int32Array | undefined;
  return {
    ...permutation,
    replace(indexes, count) {
      values ??= listValues(permutation);
      for (let place = 0; place < count; place++) indexes[place] = values[indexes[place]!]!;
    },
  };
}

/** 512 KiB of values. Each thread has its own, for up to seven classes. */
const mostKept = 2 ** 17;

function listValues(permutation: Permutation): Int32Array {
  const values = new Int32Array(permutation.size);
  for (let index = 0; index < values.length; index++) values[index] = index;
  permutation.replace(values, values.length);
  return values;
}

/**
 * Three rounds in 32-bit arithmetic: add a key, multiply by an odd number, and fold the upper half of the bits onto the lower.
 * A fold by at least half of the bits is its own inverse.
 */
function createSmall(stream: Stream, size: number, number: number): Permutation {
  const bits = Math.max(1, countBits(size - 1));
  const mask = -1 >>> (32 - bits);
  const shift = (bits + 1) >> 1;
  const key0 = stream.bits(number, 0) & mask;
  const factor0 = stream.bits(number, 1) | 1;
  const key1 = stream.bits(number, 2) & mask;
  const factor1 = stream.bits(number, 3) | 1;
  const key2 = stream.bits(number, 4) & mask;
  const factor2 = stream.bits(number, 5) | 1;
  const inverse0 = invertOdd(factor0);
  const inverse1 = invertOdd(factor1);
  const inverse2 = invertOdd(factor2);
  function at(index: number): number {
    let value = index;
    do {
      value = Math.imul(value + key0, factor0) & mask;
      value ^= value >>> shift;
      value = Math.imul(value + key1, factor1) & mask;
      value ^= value >>> shift;
      value = Math.imul(value + key2, factor2) & mask;
      value ^= value >>> shift;
    } while (value >= size);
    return value;
  }

  return {
    size,
    at,
    replace: (indexes, count) => replaceEach(indexes, count, at),
    indexOf(value) {
      let index = value;
      do {
        index ^= index >>> shift;
        index = (Math.imul(index, inverse2) - key2) & mask;
        index ^= index >>> shift;
        index = (Math.imul(index, inverse1) - key1) & mask;
        index ^= index >>> shift;
        index = (Math.imul(index, inverse0) - key0) & mask;
      } while (index >= size);
      return index;
    },
  };
}

/** Four rounds of a Feistel network over two halves (M. Luby and C. Rackoff, 1988), which may differ by one bit. */
function createLarge(stream: Stream, size: number, number: number): Permutation {
  const bits = countBits(size - 1);
  const [lowBits, highBits] = [bits >> 1, (bits + 1) >> 1];
  const lowSize = 1 << lowBits; // of at most 26 bits
  const draws = [0, 1, 2, 3].map((round) => stream.bits(number, round)); // the number may be longer than a draw
  const mixLow = (high: number, round: number): number => stream.bits(high, draws[round]) >>> (32 - lowBits);
  const mixHigh = (low: number, round: number): number => stream.bits(low, draws[round]) >>> (32 - highBits);
  function at(index: number): number {
    let value = index;
    do {
      let high = Math.floor(value / lowSize);
      let low = value % lowSize;
      high ^= mixHigh(low, 0);
      low ^= mixLow(high, 1);
      high ^= mixHigh(low, 2);
      low ^= mixLow(high, 3);
      value = high * lowSize + low;
    } while (value >= size);
    return value;
  }

  return {
    size,
    at,
    replace: (indexes, count) => replaceEach(indexes, count, at),
    indexOf(value) {
      let index = value;
      do {
        let high = Math.floor(index / lowSize);
        let low = index % lowSize;
        low ^= mixLow(high, 3);
        high ^= mixHigh(low, 2);
        low ^= mixLow(high, 1);
        high ^= mixHigh(low, 0);
        index = high * lowSize + low;
      } while (index >= size);
      return index;
    },
  };
}

function replaceEach(indexes: NodeNumbers, count: number, at: Permutation['at']): void {
  for (let place = 0; place < count; place++) indexes[place] = at(indexes[place]!);
}

/** How many bits a whole number needs; 0 for 0. */
function countBits(value: number): number {
  let bits = 0;
  for (let rest = value; rest >= 1; rest /= 2) bits++;
  return bits;
}

/** The inverse of an odd number modulo 2^32, by Newton's method (H. S. Warren, "Hacker's Delight", 2nd edition, 10-16). */
function invertOdd(factor: number): number {
  let inverse = factor; // right in its lowest three bits; each step doubles them
  for (let step = 0; step < 4; step++) inverse = Math.imul(inverse, 2 - Math.imul(factor, inverse));
  return inverse;
}
