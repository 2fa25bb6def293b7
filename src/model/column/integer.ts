import { endCell, writeInteger } from '../byte-buffer.ts';
import { type Column, misfit } from './column.ts';

/** A 32-bit integer in the file; Neo4j stores every integer as 64 bits. Other numbers are refused with a RangeError. */
export function integer(): Column<[value: number]> {
  return {
    ...wholeNumber,
    type: 'int',
    writer: (out) => (value) => {
      if ((value | 0) !== value) throw misfit('a value of type int', value);
      writeInteger(out, value);
      endCell(out);
    },
  };
}

/** A 64-bit integer in the file, as far as a JavaScript number is exact (2^53). Others are refused with a RangeError. */
export function long(): Column<[value: number]> {
  return {
    ...wholeNumber,
    type: 'long',
    writer: (out) => (value) => {
      if (!Number.isSafeInteger(value)) throw misfit('a value of type long', value);
      writeInteger(out, value);
      endCell(out);
    },
  };
}

const wholeNumber = {
  cypherType: 'INTEGER',
  maxBytes: 18,
  reader: () => (value: number) => BigInt(value),
};
