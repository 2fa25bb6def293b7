import { checkOptions } from '../../options/check-options.ts';
import { createWeightedDraw, zipfWeights } from '../../random/weighted.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { commonWords } from '../vocabularies/common-words.ts';
import { type Column, type ColumnContext, invalidColumn, misfit, refuseOthers } from './column.ts';
import { stringCells } from './text.ts';

/** How many words a sentence has. */
export interface SentenceOptions {
  /** The most words. */
  readonly max: number;
  /** The fewest words, 1 by default. */
  readonly min?: number;
}

/**
 * A sentence of `commonWords` without a meaning, "The river of small letters." It follows from the seed, a name and a number. The cell is the
 * number, such as the ordinal of the row, from 0 to 2^53 − 1; another one throws a RangeError. Frequent words come often, by Zipf's law.
 */
export function sentence(name: string, options: SentenceOptions): Column<[number: number], string> {
  checkOptions('sentence', options, { max: 'any', min: 'any' });
  const { max, min = 1 } = options;
  if (!(Number.isInteger(min) && min >= 1)) throw invalidColumn('the fewest words of a sentence to be at least 1', min);
  if (!(Number.isInteger(max) && max >= min))
    throw invalidColumn(`the most words of a sentence to be at least ${min}`, max);
  const lengths = { name, min, max };
  return {
    ...stringCells,
    refuse: refuseOthers('the number of a sentence from 0 to 2^53 - 1'),
    maxBytes: first.maxBytes + (max - 1) * next.maxBytes + end.maxBytes,
    writer(out, context) {
      const { count, word } = createDraws(context, lengths);
      return (number) => {
        const words = count(number);
        writeEncoded(out, first, word(number, 1));
        for (let place = 2; place <= words; place++) writeEncoded(out, next, word(number, place));
        writeEncoded(out, end, 0);
      };
    },
    reader(context) {
      const { count, word } = createDraws(context, lengths);
      return (number) => {
        const words = Array.from({ length: count(number) }, (_, index) => commonWords.words[word(number, index + 1)]!);
        return `${capitalise(words.join(' '))}.`;
      };
    },
  };
}

const first = encodeTexts(commonWords.words.map(capitalise));
const next = encodeTexts(commonWords.words.map((word) => ` ${word}`));
const end = encodeTexts(['.,']);
const weights = zipfWeights(commonWords.words.length);

interface Draws {
  /** How many words the sentence with this number has. */
  count(number: number): number;
  /** Which word stands at a place of it, counted from 1. */
  word(number: number, place: number): number;
}

function createDraws(
  context: ColumnContext,
  { name, min, max }: { readonly name: string; readonly min: number; readonly max: number },
): Draws {
  const lengths = context.stream(`sentence/${name}/words`);
  return {
    count(number) {
      if (Number.isSafeInteger(number) && number >= 0) return lengths.between(min, max, number);
      throw misfit('the number of a sentence from 0 to 2^53 - 1', number);
    },
    word: createWeightedDraw(context.stream(`sentence/${name}`), weights),
  };
}

function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
