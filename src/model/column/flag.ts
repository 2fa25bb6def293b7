import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import type { Column } from './column.ts';

const cells = encodeTexts(['false,', 'true,']);

/** A boolean; the importer takes exactly `true` for true. */
export function flag(): Column<[value: boolean]> {
  return {
    type: 'boolean',
    cypherType: 'BOOLEAN',
    maxBytes: cells.maxBytes,
    writer: (out) => (value) => writeEncoded(out, cells, value ? 1 : 0),
    reader: () => (value) => value,
  };
}
