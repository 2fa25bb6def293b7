import { endCell, writeInteger } from '../byte-buffer.ts';
import type { Column } from './column.ts';

/** A 32-bit integer in the file; Neo4j stores every integer as 64 bits. */
export function integer(): Column<[value: number]> {
  return wholeNumber('int');
}

/** A 64-bit integer in the file, as far as a JavaScript number is exact (2^53). */
export function long(): Column<[value: number]> {
  return wholeNumber('long');
}

function wholeNumber(type: 'int' | 'long'): Column<[value: number]> {
  return {
    type,
    cypherType: 'INTEGER',
    maxBytes: 18,
    writer: (out) => (value) => {
      writeInteger(out, value);
      endCell(out);
    },
    reader: () => (value) => BigInt(value),
  };
}
