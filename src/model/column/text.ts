import { endCell, writeText } from '../byte-buffer.ts';
import { quoteCell } from '../quote.ts';
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
