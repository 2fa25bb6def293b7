import { BulkgenError } from '../../errors.ts';
import { endCell, writeInteger } from '../byte-buffer.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import type { Code, Vocabulary } from '../vocabulary.ts';
import { type Column, misfit, refuseOthers } from './column.ts';
import { stringCells } from './text.ts';

/**
 * An email address of two names and a number, `zoe.muller42@example.com`; the cell is the codes of the names and the number. Names are
 * written in the letters a to z only, so addresses with different numbers are different. `domain` is `example.com` by default, which RFC 2606
 * reserves: no message to it reaches a person. Throws `invalid-model` for a name without Latin letters, another form of domain, or a number
 * that is not whole or is below 0.
 */
export function email<First extends string, Last extends string>(
  firstNames: Vocabulary<First>,
  lastNames: Vocabulary<Last>,
  domain = 'example.com',
): Column<[first: Code<First>, last: Code<Last>, number: number], string> {
  if (!/^[a-z\d]([a-z\d.-]*[a-z\d])?$/.test(domain)) {
    throw new BulkgenError(
      'invalid-model',
      `Expected a domain of the letters a to z, digits, points and hyphens, got \`${domain}\``,
    );
  }
  const names = [firstNames.words.map(toLetters), lastNames.words.map(toLetters)] as const;
  const firsts = encodeTexts(names[0].map((name) => `${name}.`));
  const lasts = encodeTexts(names[1]);
  const end = encodeTexts([`@${domain}`]);
  return {
    ...stringCells,
    refuse: refuseOthers(
      'a code of the first names',
      'a code of the last names',
      'the number of an address to be at least 0',
    ),
    maxBytes: firsts.maxBytes + lasts.maxBytes + 16 + end.maxBytes + 1,
    writer: (out) => (first, last, number) => {
      if (!(Number.isSafeInteger(number) && number >= 0))
        throw misfit('the number of an address to be at least 0', number);
      writeEncoded(out, firsts, first);
      writeEncoded(out, lasts, last);
      writeInteger(out, number);
      writeEncoded(out, end, 0);
      endCell(out);
    },
    reader: () => (first, last, number) => `${names[0][first]}.${names[1][last]}${number}@${domain}`,
  };
}

/** Latin letters that Unicode does not decompose into a letter of a to z and a mark. */
const otherLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' },
};

function toLetters(name: string): string {
  const lower = name.toLowerCase().normalize('NFD');
  const letters = [...lower].map((letter) => otherLetters[letter] ?? letter.replace(/[^a-z]/, '')).join('');
  if (letters !== '') return letters;
  throw new BulkgenError('invalid-model', `Expected names with Latin letters, got \`${name}\``);
}
