// Numbers as the importer reads them from text.
import { blankCharacters, trimControls } from './string-map.ts';

const wholePattern = new RegExp(`^[${blankCharacters}]*(-?)(.+?)[${blankCharacters}]*$`, 's');
/** From 2026 on the importer reads no more digits than these; the first 20 that are not leading zeros. */
const mostDigits = 20;

export interface WholeText {
  /** What the importer computes, before it fits the number into the width of the type. */
  readonly stored: bigint;
  /** Whether that is the number that the text says. */
  readonly isExact: boolean;
}

/** Reads a whole number with 64 bits, which overflow. Returns nothing if the importer refuses the text. */
export function readWhole(text: string, isCalendarVersion: boolean): WholeText | undefined {
  const [, minus, digits] = wholePattern.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const significant = isCalendarVersion ? digits.replace(/^0+/, '').slice(0, mostDigits) : digits;
  if (!/^\d*$/.test(significant)) return undefined;
  const read = BigInt(significant) * (minus === '-' ? -1n : 1n);
  const stored = BigInt.asIntN(64, read);
  // From 2026 on the importer notices a change of sign, but not an overflow that keeps the sign.
  if (isCalendarVersion && (minus === '-' ? stored > 0n : stored < 0n)) return undefined;
  const isComplete = !isCalendarVersion || digits.replace(/^0+/, '').length <= mostDigits;
  return { stored, isExact: isComplete && stored === read };
}

/** A number that even a float can hold. */
const usualDecimal = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const decimalPattern = /^([+-]?)(?:(NaN|Infinity)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFdD]?)$/;
const hexadecimalPattern = /^([+-]?)0[xX](?:([\da-fA-F]+)\.?|([\da-fA-F]*)\.([\da-fA-F]+))[pP]([+-]?\d+)[fFdD]?$/;

export interface DecimalText {
  /** With the precision of a double. */
  readonly value: number;
  /** Whether the text says zero, infinity or no number; otherwise such a value is an overflow. */
  readonly isSpecial: boolean;
}

/** Reads a decimal number as Java does: with a suffix, with hexadecimal digits, or as `NaN` and `Infinity`. */
export function readDecimal(text: string): DecimalText | undefined {
  if (usualDecimal.test(text)) {
    const usual = Number(text);
    return { value: usual, isSpecial: usual === 0 };
  }
  const trimmed = trimControls(text);
  const [matched, sign, word, digits] = decimalPattern.exec(trimmed) ?? [];
  if (matched === undefined) return readHexadecimal(trimmed);
  const value = Number(word ?? digits) * (sign === '-' ? -1 : 1);
  return { value, isSpecial: word !== undefined || !/^[^eE]*[1-9]/.test(digits!) };
}

function readHexadecimal(text: string): DecimalText | undefined {
  const [matched, sign, whole, before = '', after = '', exponent] = hexadecimalPattern.exec(text) ?? [];
  if (matched === undefined) return undefined;
  const mantissa = Number(`0x${whole ?? before + after}`);
  const shift = Number(exponent) - (whole === undefined ? after.length * 4 : 0);
  // In two steps, because one of them alone can overflow where the product does not.
  const half = Math.max(-1000, Math.min(1000, Math.trunc(shift / 2)));
  const rest = Math.max(-3000, Math.min(3000, shift - half));
  const value =
    mantissa === 0 ? 0 : mantissa * 2 ** half * 2 ** Math.trunc(rest / 2) * 2 ** (rest - Math.trunc(rest / 2));
  return { value: sign === '-' ? -value : value, isSpecial: mantissa === 0 };
}
