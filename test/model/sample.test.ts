import { describe, expect, it } from 'vitest';
import { drawSample } from '../../src/model/sample.ts';
import { vocabulary } from '../../src/model/vocabulary.ts';
import { Stream } from '../../src/random/stream.ts';
import { chiSquare, chiSquareLimit } from '../random/statistics.ts';

const stream = new Stream('test/sample');
const tags = vocabulary('new', 'sale', 'gift', 'eco', 'rare', 'old', 'big');

describe('drawSample', () => {
  it('draws different words, all equally often, and all sizes equally often', () => {
    const sample = drawSample(stream, tags, { min: 2, max: 4 });
    const [sizes, words] = [new Uint32Array(3), new Uint32Array(7)];
    for (let ordinal = 0; ordinal < 30_000; ordinal++) {
      const codes = sample(ordinal);
      expect(new Set(codes).size).toBe(codes.length);
      sizes[codes.length - 2]!++;
      for (const code of codes) words[code]!++;
    }
    expect(chiSquare(sizes)).toBeLessThan(chiSquareLimit(3));
    expect(chiSquare(words)).toBeLessThan(chiSquareLimit(7));
  });

  it('draws every pair of words equally often', () => {
    const sample = drawSample(stream, tags, { min: 2, max: 2 });
    const pairs = new Map<string, number>();
    for (let ordinal = 0; ordinal < 21_000; ordinal++) {
      const pair = sample(ordinal).toSorted().join();
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    expect(pairs.size).toBe(21);
    expect(chiSquare([...pairs.values()])).toBeLessThan(chiSquareLimit(21));
  });

  it('draws all words where it must', () => {
    expect(drawSample(stream, tags, { min: 7, max: 7 })(3).toSorted()).toEqual(tags.codes);
  });

  it.each([
    [{ max: 8 }, '`1` and `8`'],
    [{ min: 3, max: 2 }, '`3` and `2`'],
    [{ max: 1.5 }, '`1` and `1.5`'],
    [{} as { max: number }, '`1` and `undefined`'],
  ])('refuses %j', (options, found) => {
    expect(() => drawSample(stream, tags, options)).toThrow(
      `Expected the numbers of words in a sample to be in order and at most 7, got ${found}`,
    );
  });
});
