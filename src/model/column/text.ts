import { endCell, writeText } from '../byte-buffer.ts';
import { type Column, invalidColumn, misfit } from './column.ts';
import type { ValueType } from './value-type.ts';

/** Free text of at most so many UTF-16 units; the only column whose cells are scanned for quoting. */
export function text(maxLength: number): Column<[value: string], string> {
  refuseLength('text', maxLength);
  return {
    ...stringCells,
    // At worst every unit takes three bytes of UTF-8, or is a quote that is doubled.
    maxBytes: 3 * maxLength + 3,
    writer: (out) => (value) => {
      if (typeof value !== 'string') throw misfit(`a text of at most ${maxLength} characters`, value);
      if (value.length > maxLength) throw tooLong(value, maxLength);
      writeText(out, quoteCell(value));
      endCell(out);
    },
    reader: () => (value) => value,
  };
}

/** Throws `invalid-model` unless the most characters of a column are a whole number. */
export function refuseLength(column: string, maxLength: unknown): void {
  if (Number.isSafeInteger(maxLength) && Number(maxLength) >= 0) return;
  throw invalidColumn(`\`${column}\` to get the most characters of a cell, such as ${column}(40)`, maxLength);
}

/** The error for a text that has more characters than its column. */
export function tooLong(text: string, maxLength: number): RangeError {
  return new RangeError(`${misfit(`at most ${maxLength} characters`, text).message} of ${text.length} characters`);
}

export const stringType: ValueType<string> = {
  cypherType: 'STRING',
  toText: (value) => value,
  canonicalText: (value) => `s${value.length}:${value}`,
};

/** What all columns of text have in common. */
export const stringCells = {
  headerType: 'string',
  valueType: stringType,
  expected: 'text',
  holds: () => true,
  cypher: (cell: string) => cell,
};

// fast-csv quotes the bar, too.
const needsQuotes = /[",\r\n|]/;

/**
 * A CSV cell for any text, quoted as fast-csv does: only where a delimiter, a quote or a line break asks for it. Unlike
 * fast-csv it quotes the empty string, because the importer reads a bare empty cell as null.
 */
export function quoteCell(text: string): string {
  if (text === '') return '""';
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
