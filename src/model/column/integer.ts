import { endCell, readText, writeInteger } from '../byte-buffer.ts';
import { type Column, misfit, refuseOthers } from './column.ts';
import { isWholeNumber } from './digits.ts';
import type { ValueType } from './value-type.ts';

/** A 32-bit integer in the file; Neo4j stores every integer as 64 bits. Refuses other numbers with a RangeError. */
export function integer(): Column<[value: number], bigint> {
  return {
    ...wholeNumber,
    headerType: 'int',
    expected: 'a whole number of 32 bits',
    refuse: refuseOthers('a value of type int'),
    holds: (bytes, start, end) => (end - start < 10 ? isWholeNumber(bytes, start, end) : fits(bytes, start, end, 32)),
    writer: (out) => (value) => {
      if ((value | 0) !== value) throw misfit('a value of type int', value);
      writeInteger(out, value);
      endCell(out);
    },
  };
}

/** A 64-bit integer in the file, as far as a JavaScript number is exact (2^53). Refuses others with a RangeError. */
export function long(): Column<[value: number], bigint> {
  return { ...createLong('a value of type long'), expected: 'a whole number of 64 bits' };
}

/**
 * An amount of money; the cell is a whole number of its smallest unit, such as cents: `cell.price(1_250)` is 12.50. It is exact up to 2^53. In Neo4j
 * it is an INTEGER, which adds and compares exactly, and `n.price / 100.0` shows it; a FLOAT rounds: `0.1 + 0.2` is not `0.3`. Refuses other
 * numbers with a RangeError.
 */
export function money(): Column<[cents: number], bigint> {
  return { ...createLong('an amount in whole cents'), expected: 'an amount in whole cents' };
}

function createLong(accepted: string): Omit<Column<[value: number], bigint>, 'expected'> {
  return {
    ...wholeNumber,
    headerType: 'long',
    refuse: refuseOthers(accepted),
    holds: (bytes, start, end) => (end - start < 19 ? isWholeNumber(bytes, start, end) : fits(bytes, start, end, 64)),
    writer: (out) => (value) => {
      if (!Number.isSafeInteger(value)) throw misfit(accepted, value);
      writeInteger(out, value);
      endCell(out);
    },
  };
}

export const integerType: ValueType<bigint> = {
  cypherType: 'INTEGER',
  toText: String,
  canonicalText: (value) => `i${value};`,
};

const wholeNumber = {
  valueType: integerType,
  maxBytes: 18,
  reader: () => (value: number) => BigInt(value),
  cypher: (cell: string) => `toInteger(${cell})`,
};

/** Whether the bytes are a whole number of so many bits. */
function fits(bytes: Uint8Array, start: number, end: number, bits: number): boolean {
  if (end - start > 20 || !isWholeNumber(bytes, start, end)) return false;
  const value = BigInt(readText(bytes, start, end));
  return BigInt.asIntN(bits, value) === value;
}
