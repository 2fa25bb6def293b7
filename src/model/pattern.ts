import type { Code } from './vocabulary.ts';

/** A sequence of words that repeats over the ordinals. The word of an ordinal and the ordinals of a word are arithmetic. */
export interface Pattern<Word extends string> {
  at(ordinal: number): Code<Word>;
  /** How many of the first `total` ordinals have the word. */
  count(code: Code<Word>, total: number): number;
  /** The ordinal of the word's n-th occurrence, n from 0. */
  nth(code: Code<Word>, n: number): number;
}

/** Makes a pattern from the sequence that repeats. `nth` accepts only words of the sequence. */
export function createPattern<Word extends string>(sequence: readonly Code<Word>[]): Pattern<Word> {
  const period = sequence.length;
  const placesOf: number[][] = [];
  /** By word: how often it comes before each place of the sequence. */
  const countsBefore: number[][] = [];
  for (const [place, code] of sequence.entries()) {
    placesOf[code] = [...(placesOf[code] ?? []), place];
  }
  for (const code of new Set(sequence)) {
    countsBefore[code] = sequence.map((_, end) => placesOf[code]!.filter((place) => place < end).length);
  }
  return {
    at: (ordinal) => sequence[ordinal % period]!,
    count(code, total) {
      const places = placesOf[code];
      if (!places) return 0;
      return Math.floor(total / period) * places.length + countsBefore[code]![total % period]!;
    },
    nth(code, n) {
      const places = placesOf[code]!;
      return Math.floor(n / places.length) * period + places[n % places.length]!;
    },
  };
}
