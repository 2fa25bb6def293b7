import { BulkgenError } from '../errors.ts';
import type { Stream } from '../random/stream.ts';
import { createWeightedDraw, zipfWeights } from '../random/weighted.ts';

declare const wordsOf: unique symbol;

/** The index of a word in a vocabulary of `Word`. The code of another vocabulary does not compile in its place. */
export type Code<Word extends string> = number & { readonly [wordsOf]: (word: Word) => Word };

/** A closed list of words. Rows use codes, so that a word is encoded and quoted only once. */
export interface Vocabulary<Word extends string> {
  readonly words: readonly Word[];
  readonly codes: readonly Code<Word>[];
  code(word: Word): Code<Word>;
  word(code: Code<Word>): Word;
}

/** Makes a vocabulary. The order of its words decides the bytes of the model. */
export function vocabulary<const Word extends string>(...words: Word[]): Vocabulary<Word> {
  const codes = words.map((_, index) => toCode<Word>(index));
  return {
    words,
    codes,
    code: (word) => codes[words.indexOf(word)]!,
    word: (code) => words[code]!,
  };
}

/** Draws words by integer weights. A word without a weight is never drawn. Throws `invalid-model` for the weight of another word. */
export function drawWord<Word extends string>(
  stream: Stream,
  { words }: Vocabulary<Word>,
  weights: Readonly<Partial<Record<Word, number>>>,
): (ordinal: number) => Code<Word> {
  const unknown = Object.keys(weights).find((word) => !words.includes(word as Word));
  if (unknown !== undefined)
    throw new BulkgenError('invalid-model', `Expected weights of ${words.join(', ')}, got one of \`${unknown}\``);
  const drawIndex = createWeightedDraw(
    stream,
    words.map((word) => weights[word] ?? 0),
  );
  return toDraw(drawIndex);
}

/** Draws words by Zipf's law in their order: the second word half as often as the first, the third a third as often. */
export function drawRankedWord<Word extends string>(
  stream: Stream,
  { words }: Vocabulary<Word>,
): (ordinal: number) => Code<Word> {
  return toDraw(createWeightedDraw(stream, zipfWeights(words.length)));
}

/** Draws words, all equally likely. */
export function drawAnyWord<Word extends string>(
  stream: Stream,
  { words }: Vocabulary<Word>,
): (ordinal: number) => Code<Word> {
  const size = words.length;
  return (ordinal) => toCode(stream.below(size, ordinal));
}

// Only these two functions turn numbers into codes. The brand exists only for the compiler.
function toCode<Word extends string>(index: number): Code<Word> {
  return index as Code<Word>;
}

function toDraw<Word extends string>(drawIndex: (ordinal: number) => number): (ordinal: number) => Code<Word> {
  return drawIndex as (ordinal: number) => Code<Word>;
}
