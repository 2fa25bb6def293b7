import { endCell, writeBytes } from '../byte-buffer.ts';
import type { Column } from './column.ts';

const yes = new TextEncoder().encode('true');
const no = new TextEncoder().encode('false');

/** A boolean; the importer takes exactly `true` for true. */
export function flag(): Column<[value: boolean]> {
  return {
    type: 'boolean',
    cypherType: 'BOOLEAN',
    maxBytes: 6,
    writer: (out) => (value) => {
      writeBytes(out, value ? yes : no);
      endCell(out);
    },
    reader: () => (value) => value,
  };
}
