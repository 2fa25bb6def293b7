import { type ByteBuffer, endCell, writeInteger, writePadded } from '../byte-buffer.ts';
import { type Column, misfit, refuseOthers } from './column.ts';
import { areDigits, isWholeNumber } from './digits.ts';
import type { ValueType } from './value-type.ts';

const powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/**
 * A double with at most so many digits after the point. The cell is the value in units of the last digit (`12.5` with two
 * digits is 1250), so that no floating-point rounding decides a byte.
 */
export function decimal(fractionDigits: 0 | 1 | 2 | 3 | 4 | 5 | 6): Column<[units: number], number> {
  const unitsPerOne = powersOfTen[fractionDigits]!;
  return {
    headerType: 'double',
    valueType: floatType,
    expected: 'a decimal number',
    holds: isDecimal,
    refuse: refuseOthers('a whole number of units of the last digit'),
    maxBytes: 24,
    writer: (out) => (units) => {
      writeDecimal(out, units, fractionDigits, unitsPerOne);
      endCell(out);
    },
    reader: () => (units) => readDecimal(units, unitsPerOne),
    cypher: (cell) => `toFloat(${cell})`,
  };
}

export const floatType: ValueType<number> = {
  cypherType: 'FLOAT',
  toText: (value) => (Number.isInteger(value) ? value.toFixed(1) : String(value)),
  // ECMAScript's text of a number is the shortest that reads as the same double, but it has no minus zero.
  canonicalText: (value) => (Object.is(value, -0) ? 'f-0;' : `f${value};`),
};

function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  const length = bytes.subarray(start, end).indexOf(0x2e);
  if (length < 0) return isWholeNumber(bytes, start, end);
  return isWholeNumber(bytes, start, start + length) && areDigits(bytes, start + length + 1, end);
}

/**
 * The value of units: both numbers are exact, so the quotient is the double nearest to the written digits. Minus zero is
 * written as 0, so it is read as 0.
 */
export function readDecimal(units: number, unitsPerOne: number): number {
  return units / unitsPerOne + 0;
}

/** Writes what `String(units / unitsPerOne)` would: no trailing zeros, no point for a whole number. */
export function writeDecimal(out: ByteBuffer, units: number, fractionDigits: number, unitsPerOne: number): void {
  if (!Number.isSafeInteger(units)) throw misfit('a whole number of units of the last digit', units);
  if (units < 0) out.bytes[out.position++] = 0x2d;
  const size = Math.abs(units);
  const whole = Math.floor(size / unitsPerOne);
  let fraction = size - whole * unitsPerOne;
  writeInteger(out, whole);
  if (fraction === 0) return;
  let digits = fractionDigits;
  while (fraction % 10 === 0) {
    fraction /= 10;
    digits--;
  }
  out.bytes[out.position++] = 0x2e;
  writePadded(out, fraction, digits);
}
