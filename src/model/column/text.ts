import { endCell, writeText } from '../byte-buffer.ts';
import type { Column } from './column.ts';
import type { ValueType } from './value-type.ts';

/** Free text of at most so many UTF-16 units; the only column whose cells are scanned for quoting. */
export function text(maxLength: number): Column<[value: string], string> {
  return {
    ...stringCells,
    // At worst every unit takes three bytes of UTF-8, or is a quote that is doubled.
    maxBytes: 3 * maxLength + 3,
    writer: (out) => (value) => {
      if (value.length > maxLength) throw new RangeError(`Expected at most ${maxLength} characters, got \`${value}\``);
      writeText(out, quoteCell(value));
      endCell(out);
    },
    reader: () => (value) => value,
  };
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
