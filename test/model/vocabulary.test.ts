import { describe, expect, it } from 'vitest';
import { drawAnyWord, drawWord, vocabulary } from '../../src/model/vocabulary.ts';
import { Stream } from '../../src/random/stream.ts';

const size = vocabulary('small', 'medium', 'large');

describe('vocabulary', () => {
  it('numbers its words in their order', () => {
    expect(size.words).toEqual(['small', 'medium', 'large']);
    expect([...size.codes]).toEqual([0, 1, 2]);
    expect(size.words.map((word) => size.word(size.code(word)))).toEqual(size.words);
  });

  it('draws words by their weights, and never a word without a weight', () => {
    const draw = drawWord(new Stream('size'), size, { small: 1, large: 3 });
    const counts = { small: 0, medium: 0, large: 0 };
    for (let ordinal = 0; ordinal < 4_000; ordinal++) counts[size.word(draw(ordinal))]++;
    expect(counts.medium).toBe(0);
    expect(counts.large / counts.small).toBeGreaterThan(2.7);
    expect(counts.large / counts.small).toBeLessThan(3.3);
  });

  it('refuses the weight of a word that it does not have', () => {
    const weights = { red: 1, gren: 2 } as Record<'red', number>;
    expect(() => drawWord(new Stream('test'), vocabulary('red', 'green'), weights)).toThrow(
      'Expected weights of red, green, got one of `gren`',
    );
  });

  it('draws all words equally often without weights', () => {
    const draw = drawAnyWord(new Stream('size'), size);
    const counts = { small: 0, medium: 0, large: 0 };
    for (let ordinal = 0; ordinal < 3_000; ordinal++) counts[size.word(draw(ordinal))]++;
    for (const count of Object.values(counts)) expect(Math.abs(count - 1_000)).toBeLessThan(130);
  });
});
