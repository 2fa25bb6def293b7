import { endCell, writeInteger } from '../byte-buffer.ts';
import type { Column } from './column.ts';

/** A 32-bit integer in the file; Neo4j stores every integer as 64 bits. Other numbers are refused with a RangeError. */
export function integer(): Column<[value: number]> {
  return wholeNumber('int', (value) => (value | 0) === value);
}

/** A 64-bit integer in the file, as far as a JavaScript number is exact (2^53). Others are refused with a RangeError. */
export function long(): Column<[value: number]> {
  return wholeNumber('long', Number.isSafeInteger);
}

function wholeNumber(type: 'int' | 'long', fits: (value: number) => boolean): Column<[value: number]> {
  return {
    type,
    cypherType: 'INTEGER',
    maxBytes: 18,
    writer: (out) => (value) => {
      if (!fits(value)) throw new RangeError(`Expected a value of type ${type}, got \`${value}\``);
      writeInteger(out, value);
      endCell(out);
    },
    reader: () => (value) => BigInt(value),
  };
}
