/** What a cell of a type looks like, judged on its bytes from `start` to `end`, without quotes around it. */
export interface CellType {
  /** For a sentence: `a whole number of 32 bits`. */
  readonly expected: string;
  holds(bytes: Uint8Array, start: number, end: number): boolean;
}

const zero = 0x30;
const minus = 0x2d;
const semicolon = 0x3b;

const anything: CellType = { expected: 'text', holds: () => true };

/** By the type in a header, as bulkgen's columns have it; options in braces left off. */
const cellTypes: Readonly<Record<string, CellType>> = {
  string: anything,
  'string[]': { expected: 'words between semicolons', holds: isWordList },
  int: { expected: 'a whole number of 32 bits', holds: isInt },
  long: { expected: 'a whole number of 64 bits', holds: isLong },
  double: { expected: 'a decimal number', holds: isDouble },
  boolean: { expected: '`true` or `false`', holds: isBoolean },
  date: { expected: 'a date YYYY-MM-DD', holds: (bytes, start, end) => end - start === 10 && isDate(bytes, start) },
  datetime: { expected: 'a time YYYY-MM-DDTHH:MM:SSZ', holds: isDatetime },
  point: { expected: 'a point {longitude:…, latitude:…}', holds: isPoint },
};

/** The type of a header's cell, `name:type{options}`; one that no column of bulkgen has may hold anything. */
export function cellTypeOf(type: string): CellType {
  return cellTypes[type.replace(/\{.*/, '')] ?? anything;
}

const decoder = new TextDecoder();

/** The text of a cell. */
export function decodeCell(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

function isInt(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 10) return areDigits(bytes, bytes[start] === minus ? start + 1 : start, end);
  return isWhole(bytes, start, end, 2n ** 31n);
}

function isLong(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 19) return areDigits(bytes, bytes[start] === minus ? start + 1 : start, end);
  return isWhole(bytes, start, end, 2n ** 63n);
}

/** A whole number from −limit to limit − 1. */
function isWhole(bytes: Uint8Array, start: number, end: number, limit: bigint): boolean {
  if (end - start > 20 || !areDigits(bytes, bytes[start] === minus ? start + 1 : start, end)) return false;
  const value = BigInt(decodeCell(bytes, start, end));
  return value >= -limit && value < limit;
}

function areDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - zero;
    if (digit < 0 || digit > 9) return false;
  }
  return end > start;
}

function isDouble(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start;
  const point = bytes.subarray(first, end).indexOf(0x2e);
  if (point < 0) return areDigits(bytes, first, end);
  return areDigits(bytes, first, first + point) && areDigits(bytes, first + point + 1, end);
}

function isBoolean(bytes: Uint8Array, start: number, end: number): boolean {
  const text = decodeAscii(bytes, start, end);
  return text === 'true' || text === 'false';
}

function isDatetime(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start === 20 &&
    isDate(bytes, start) &&
    bytes[start + 10] === 0x54 &&
    readPair(bytes, start + 11) < 24 &&
    bytes[start + 13] === 0x3a &&
    readPair(bytes, start + 14) < 60 &&
    bytes[start + 16] === 0x3a &&
    readPair(bytes, start + 17) < 60 &&
    bytes[start + 19] === 0x5a
  );
}

/** Ten bytes `YYYY-MM-DD`, a day that the calendar has. */
function isDate(bytes: Uint8Array, start: number): boolean {
  if (bytes[start + 4] !== minus || bytes[start + 7] !== minus) return false;
  const year = readPair(bytes, start) * 100 + readPair(bytes, start + 2);
  const month = readPair(bytes, start + 5);
  const day = readPair(bytes, start + 8);
  if (!(year < 10_000 && month >= 1 && month <= 12 && day >= 1)) return false;
  if (month === 2) return day <= (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28);
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

/** The number that two digits make, or one that no field can hold. */
function readPair(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - zero;
  const ones = bytes[at + 1]! - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.POSITIVE_INFINITY;
}

function isWordList(bytes: Uint8Array, start: number, end: number): boolean {
  let word = start;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== semicolon) continue;
    if (at === word) return false;
    word = at + 1;
  }
  return word < end;
}

function isPoint(bytes: Uint8Array, start: number, end: number): boolean {
  const numbers = /^\{longitude:(-?\d+(?:\.\d+)?), latitude:(-?\d+(?:\.\d+)?)\}$/.exec(decodeCell(bytes, start, end));
  return numbers !== null && Math.abs(Number(numbers[1])) <= 180 && Math.abs(Number(numbers[2])) <= 90;
}

function decodeAscii(bytes: Uint8Array, start: number, end: number): string {
  return end - start > 5 ? '' : String.fromCharCode(...bytes.subarray(start, end));
}
