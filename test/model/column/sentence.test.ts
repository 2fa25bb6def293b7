import { describe, expect, it } from 'vitest';
import { sentence } from '../../../src/model/column/sentence.ts';
import { commonWords } from '../../../src/model/vocabularies/common-words.ts';
import { readCell, writeCell } from './cell.ts';

const read = (name: string, number: number): string => readCell(sentence(name, { min: 3, max: 6 }), number) as string;

describe('sentence', () => {
  it('is the same for the same seed, name and number, on every machine', () => {
    expect(writeCell(sentence('Post', { min: 3, max: 6 }), 7)).toMatchInlineSnapshot(`"Child the for.,"`);
  });

  it('has every length from `min` to `max`, a large first letter, a point, and known words', () => {
    const sentences = Array.from({ length: 200 }, (_, number) => read('Post', number));
    expect(new Set(sentences.map((text) => text.split(' ').length))).toEqual(new Set([3, 4, 5, 6]));
    for (const text of sentences) {
      expect(text).toMatch(/^[A-Z][a-z ]+\.$/);
      const words = text.slice(0, -1).split(' ');
      expect(words.filter((word) => !commonWords.words.includes(word.toLowerCase()))).toEqual([]);
    }
  });

  it('is different for other names and numbers', () => {
    expect(new Set([read('Post', 1), read('Post', 2), read('Note', 1)]).size).toBe(3);
  });

  it.each([
    [{ max: 0 }, 'Expected the most words of a sentence to be at least 1, got `0`'],
    [{ min: 4, max: 3 }, 'Expected the most words of a sentence to be at least 4, got `3`'],
    [{ min: 0.5, max: 3 }, 'Expected the fewest words of a sentence to be at least 1, got `0.5`'],
  ])('refuses the options %j', (options, message) => {
    expect(() => sentence('Post', options)).toThrow(expect.objectContaining({ code: 'invalid-model', message }));
  });

  it.each([-1, 0.5, Number.NaN])('refuses the number %d', (number) => {
    expect(() => writeCell(sentence('Post', { max: 2 }), number)).toThrow(
      `Expected the number of a sentence from 0 to 2^53 - 1, got \`${number}\``,
    );
  });
});
