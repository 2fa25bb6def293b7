import { BulkgenError } from '../../errors.ts';
import { endCell, writePadded } from '../byte-buffer.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import type { Code, Vocabulary } from '../vocabulary.ts';
import { type Column, misfit, refuseOthers } from './column.ts';
import { listType } from './list.ts';
import { quoteCell, stringCells, stringType } from './text.ts';

/** A word of a vocabulary; the cell is its code. */
export function enumeration<Word extends string>({ words }: Vocabulary<Word>): Column<[code: Code<Word>], Word> {
  const texts = words.map((word) => `${quoteCell(word)},`);
  const cells = encodeTexts(texts);
  return {
    ...stringCells,
    texts,
    refuse: refuseOthers('a code of its vocabulary'),
    maxBytes: cells.maxBytes,
    writer: (out) => (code) => writeEncoded(out, cells, code),
    reader: () => (code) => words[code]!,
  };
}

/** The same text in every row; the cell takes no value. */
export function constant(text: string): Column<[], string> {
  const texts = [`${quoteCell(text)},`];
  const cell = encodeTexts(texts);
  return {
    ...stringCells,
    texts,
    maxBytes: cell.maxBytes,
    writer: (out) => () => writeEncoded(out, cell, 0),
    reader: () => () => text,
  };
}

/** A word and a number, `web-0000123`; the cell is the word's code and the number. Throws `invalid-model` for words that need quotes. */
export function numbered<Word extends string>(
  { words }: Vocabulary<Word>,
  digits: number,
): Column<[code: Code<Word>, number: number], string> {
  refuseQuoting(words);
  const starts = encodeTexts(words.map((word) => `${word}-`));
  return {
    ...stringCells,
    refuse(code, number) {
      refuseOthers('a code of its vocabulary')(code);
      if (!(Number.isSafeInteger(number) && Number(number) >= 0 && String(number).length <= digits))
        throw misfit(`a whole number of at most ${digits} digits`, number);
    },
    maxBytes: starts.maxBytes + Math.max(digits, 4) + 1,
    writer: (out) => (code, number) => {
      writeEncoded(out, starts, code);
      writePadded(out, number, digits);
      endCell(out);
    },
    reader: () => (code, number) => `${words[code]!}-${String(number).padStart(digits, '0')}`,
  };
}

/**
 * Several words of a vocabulary as a `string[]`. Bit n of the cell stands for word n; at least one bit is set. Throws
 * `invalid-model` for more than 30 words, and for words that need quotes or contain `;`.
 */
export function wordSet<Word extends string>({ words }: Vocabulary<Word>): Column<[bits: number], readonly string[]> {
  refuseQuoting(words);
  if (words.length > 30)
    throw new BulkgenError('invalid-model', `Expected at most 30 words in a set, got ${words.length}`);
  const members = encodeTexts(words.map((word) => `${word};`));
  return {
    headerType: 'string[]',
    valueType: listType(stringType),
    expected: 'words between semicolons',
    holds: isWordList,
    refuse: refuseOthers('a whole number, with a bit for each word'),
    maxBytes: members.maxBytes * words.length + 1,
    writer: (out) => (bits) => {
      if (bits === 0) throw misfit('a set of at least one word', bits);
      for (let rest = bits; rest !== 0; rest &= rest - 1) writeEncoded(out, members, 31 - Math.clz32(rest & -rest));
      out.position--; // the delimiter after the last word
      endCell(out);
    },
    reader: () => (bits) => words.filter((_, index) => bits & (1 << index)),
    cypher: (cell) => `split(${cell}, ';')`,
  };
}

/** Whether the bytes are words separated by semicolons, none of them empty. */
function isWordList(bytes: Uint8Array, start: number, end: number): boolean {
  let word = start;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== 0x3b) continue;
    if (at === word) return false;
    word = at + 1;
  }
  return word < end;
}

/** Throws `invalid-model` for a word that needs quotes, or that a list cannot hold. */
export function refuseQuoting(words: readonly string[]): void {
  const unusable = words.find((word) => quoteCell(word) !== word || word.includes(';'));
  if (unusable !== undefined) {
    throw new BulkgenError(
      'invalid-model',
      `Expected words without quotes, commas, semicolons and line breaks, got \`${unusable}\``,
    );
  }
}
