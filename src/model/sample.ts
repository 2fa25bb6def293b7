import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import type { Stream } from '../random/stream.ts';
import type { Code, Vocabulary } from './vocabulary.ts';

/** How many words a sample has. */
export interface SampleOptions {
  /** The most words, at most as many as the vocabulary has. */
  readonly max: number;
  /** The fewest words, 1 by default. */
  readonly min?: number;
}

/**
 * Draws several different words, for `list(enumeration(tags), { max: 3 })`. All numbers of words from `min` to `max` are equally likely, and
 * all words. Throws `invalid-model` for numbers that are not in order. Source: R. W. Floyd, "A Sample of Brilliance", 1987.
 */
export function drawSample<Word extends string>(
  stream: Stream,
  { codes }: Vocabulary<Word>,
  options: SampleOptions,
): (ordinal: number) => readonly Code<Word>[] {
  checkOptions('drawSample', options, { max: 'any', min: 'any' });
  const { max, min = 1 } = options;
  if (!(Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max && max <= codes.length)) {
    const expected = `the numbers of words in a sample to be in order and at most ${codes.length}`;
    throw new BulkgenError('invalid-model', `Expected ${expected}, got \`${min}\` and \`${max}\``);
  }
  return (ordinal) => {
    const size = stream.between(min, max, ordinal);
    const sample: Code<Word>[] = [];
    for (let last = codes.length - size; last < codes.length; last++) {
      const code = codes[stream.below(last + 1, ordinal, sample.length + 1)]!;
      sample.push(sample.includes(code) ? codes[last]! : code);
    }
    return sample;
  };
}
