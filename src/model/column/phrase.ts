import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import type { Code, Vocabulary } from '../vocabulary.ts';
import { type Column, refuseOthers } from './column.ts';
import { refuseQuoting } from './enumeration.ts';
import { stringCells } from './text.ts';

/** What a phrase is made of: the same text in every row, or a word of a vocabulary. */
export type PhrasePart = string | Pick<Vocabulary<string>, 'words'>;

/** The codes that a phrase takes: one for each of its vocabularies. */
export type PhraseCodes<Parts extends readonly PhrasePart[]> = Parts extends readonly [
  infer Part,
  ...infer Rest extends readonly PhrasePart[],
]
  ? Part extends Vocabulary<infer Word>
    ? [code: Code<Word>, ...PhraseCodes<Rest>]
    : PhraseCodes<Rest>
  : [];

/**
 * Words of several vocabularies with texts between them: `phrase(firstNames, ' ', lastNames)` writes full names. The cell is a code for each
 * vocabulary, in their order. Throws `invalid-model` for texts and words that need quotes.
 */
export function phrase<const Parts extends readonly PhrasePart[]>(...parts: Parts): Column<PhraseCodes<Parts>, string> {
  const vocabularies = parts.map((part) => (typeof part === 'string' ? [part] : part.words));
  refuseQuoting(vocabularies.flat());
  const isWord = parts.map((part) => typeof part !== 'string');
  const texts = vocabularies.map((words, place) =>
    encodeTexts(place === parts.length - 1 ? words.map((word) => `${word},`) : words),
  );
  return {
    ...stringCells,
    refuse: refuseOthers(...isWord.filter(Boolean).map(() => 'a code of its vocabulary')),
    maxBytes: texts.reduce((sum, { maxBytes }) => sum + maxBytes, 0),
    writer:
      (out) =>
      (...codes) => {
        let code = 0;
        for (let place = 0; place < texts.length; place++) {
          writeEncoded(out, texts[place]!, isWord[place] ? codes[code++]! : 0);
        }
      },
    reader:
      () =>
      (...codes) => {
        let code = 0;
        return vocabularies.map((words, place) => words[isWord[place] ? codes[code++]! : 0]).join('');
      },
  };
}
