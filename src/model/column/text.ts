import { endCell, writeText } from '../byte-buffer.ts';
import type { Column } from './column.ts';

/** Free text of at most so many UTF-16 units; the only column whose cells are scanned for quoting. */
export function text(maxLength: number): Column<[value: string]> {
  return {
    type: 'string',
    cypherType: 'STRING',
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

// The bar is there because fast-csv quotes it, too.
const needsQuotes = /[",\r\n|]/;

/**
 * A CSV cell for any text, quoted as fast-csv does: only where a delimiter, a quote or a line break asks for it. Unlike
 * there the empty string has quotes, for the importer takes a bare empty cell for null.
 */
export function quoteCell(text: string): string {
  if (text === '') return '""';
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
