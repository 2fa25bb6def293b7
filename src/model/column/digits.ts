const zero = 0x30;
const minus = 0x2d;

/** Whether the bytes are decimal digits, at least one, after an optional minus sign. */
export function isWholeNumber(bytes: Uint8Array, start: number, end: number): boolean {
  return areDigits(bytes, bytes[start] === minus ? start + 1 : start, end);
}

/** Whether the bytes are decimal digits, at least one. */
export function areDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - zero;
    if (digit < 0 || digit > 9) return false;
  }
  return end > start;
}

/** The number that two digits make, or infinity for other bytes. */
export function readPair(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - zero;
  const ones = bytes[at + 1]! - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.POSITIVE_INFINITY;
}
