import type { CsvDialect } from '../dialect/csv-dialect.ts';
import { type DialectScanner, readCell } from '../dialect/dialect-scanner.ts';
import type { HeaderColumn } from '../header/csv-header.ts';
import { readBoolean } from '../values/cell-rules.ts';
import { readDecimal } from '../values/number-text.ts';
import { trimBlanks } from '../values/string-map.ts';
import { type IdTypes, idTypesOf, isTextId, isWholeId } from './id-types.ts';

const encoder = new TextEncoder();
/** Separates the columns of an id. */
const separator = '\u0007';
/** Distinguishes the number 1 from the text `1`, where an id space has both. */
const markOfNumber = '\u0000';

interface IdColumn {
  /** Counted from 0. */
  readonly index: number;
  readonly isWhole: boolean;
  /** Whether an empty text in quotes is an id. */
  readonly takesEmpty: boolean;
  /** The same text for the same id, if it can be written in several ways. */
  readonly normalize: ((text: string) => string) | undefined;
}

/** Reads the id that one or several columns of a row form together. */
export class IdReader {
  readonly hash = new IdHash();
  readonly #columns: readonly IdColumn[];
  /** Whether an id space has numbers and texts. */
  readonly #isMixed: boolean;
  /** Whether the bytes of a cell do not decide which id it is. */
  readonly #needsText: boolean;
  readonly #dialect: CsvDialect;
  #bytes: Uint8Array = new Uint8Array();
  #view = viewOf(this.#bytes);

  /** The columns of the id are those of a kind. `spaceTypes`: the types of its id space. */
  constructor(columns: readonly HeaderColumn[], kind: HeaderColumn['kind'], spaceTypes: IdTypes, dialect: CsvDialect) {
    this.#columns = [...idTypesOf(columns, kind, spaceTypes)].map(([index, type]) => ({
      index,
      isWhole: isWholeId(type, dialect),
      takesEmpty: isTextId(type, dialect) && !dialect.ignoreEmptyStrings,
      normalize: createNormalizer(type, dialect),
    }));
    this.#isMixed = new Set(spaceTypes.map((type) => isWholeId(type, dialect))).size > 1;
    const isPlain = this.#columns.every(({ isWhole, normalize }) => isWhole || !normalize);
    this.#needsText = this.#columns.length > 1 || this.#isMixed || !isPlain;
    this.#dialect = dialect;
  }

  /** The first column of the id, counted from 1. */
  get column(): number {
    return (this.#columns[0]?.index ?? 0) + 1;
  }

  /** The last column of the id, counted from 1. */
  get lastColumn(): number {
    return (this.#columns.at(-1)?.index ?? 0) + 1;
  }

  /** Computes `hash` for the row's id. Returns false if the row has no id. */
  read(scanner: DialectScanner, bytes: Uint8Array): boolean {
    const column = this.#columns[0]!;
    const { index } = column;
    if (this.#needsText || scanner.quoted[index] === 2 || scanner.hasBadText) return this.#readByText(scanner, bytes);
    if (!hasPart(scanner, column)) return false;
    const [start, end] = [scanner.starts[index]!, scanner.ends[index]!];
    if (column.isWhole && !isPlainWhole(bytes, start, end)) return this.#readByText(scanner, bytes);
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = viewOf(bytes);
    }
    this.hash.read(this.#view, start, end);
    return true;
  }

  /** Does the same for every form of id. */
  #readByText(scanner: DialectScanner, bytes: Uint8Array): boolean {
    if (!this.#columns.some((column) => hasPart(scanner, column))) return false;
    const id = encoder.encode(this.readKey(scanner, bytes));
    this.hash.read(viewOf(id), 0, id.length);
    return true;
  }

  /** Computes `hash` for the text of an id that is one column of text. Returns false for another kind of id. */
  readSpelling(text: string): boolean {
    if (this.#needsText || this.#columns[0]!.isWhole) return false;
    const id = encoder.encode(text);
    this.hash.read(viewOf(id), 0, id.length);
    return true;
  }

  /** The row's id as it is written. */
  readText(scanner: DialectScanner, bytes: Uint8Array): string {
    return this.#columns.map((column) => this.#readCell(column, scanner, bytes)).join('');
  }

  /** A text that is equal only for equal ids. From 2026 on `1` and `23` are not the same id as `12` and `3`. */
  readKey(scanner: DialectScanner, bytes: Uint8Array): string {
    const present = this.#columns.filter((column) => hasPart(scanner, column));
    const parts = present.map((column) => {
      const text = this.#readCell(column, scanner, bytes);
      return column.normalize?.(text) ?? text;
    });
    const mark = this.#isMixed && present.length === 1 && present[0]!.isWhole ? markOfNumber : '';
    return mark + parts.join(this.#dialect.isCalendarVersion ? separator : '');
  }

  #readCell({ index }: IdColumn, scanner: DialectScanner, bytes: Uint8Array): string {
    return index < scanner.cells ? readCell(scanner, bytes, index, this.#dialect) : '';
  }
}

function hasPart({ cells, starts, ends, quoted }: DialectScanner, { index, takesEmpty }: IdColumn): boolean {
  if (index >= cells) return false;
  return starts[index]! < ends[index]! || (takesEmpty && quoted[index] !== 0);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Whether `normalizeWhole` would change nothing in a number. */
function isPlainWhole(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === 0x30 && end > start + 1) return false;
  for (let at = start; at < end; at++) if (bytes[at]! < 0x30 || bytes[at]! > 0x39) return false;
  return true;
}

/** Returns `7` for ` 007 `. */
function normalizeWhole(text: string): string {
  const digits = trimBlanks(text);
  return /^-?\d+$/.test(digits) ? `${BigInt(digits)}` : digits;
}

/** What makes the same text of all ways to write an id; nothing for ids that are compared as they are written. */
function createNormalizer(type: string | undefined, dialect: CsvDialect): IdColumn['normalize'] {
  if (isWholeId(type, dialect)) return normalizeWhole;
  if (type === 'double') return (text) => `${readDecimal(text)?.value}`;
  if (type === 'float') return (text) => `${Math.fround(readDecimal(text)?.value ?? Number.NaN)}`;
  if (type === 'boolean') return (text) => `${readBoolean(text, dialect.isCalendarVersion)}`;
  return undefined;
}

/** The hash of an id: two halves of 32 bits, mixed in different ways, as in MurmurHash3 and in xxHash32. */
export class IdHash {
  high = 0;
  low = 0;

  /** Hashes the bytes of a view from `start` to `end`. */
  read(view: DataView, start: number, end: number): void {
    let high = 0x811c9dc5 ^ (end - start);
    let low = 0x3c6ef372 ^ (end - start);
    let at = start;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      high = addToHigh(high, word);
      low = addToLow(low, word);
    }
    if (at < end) {
      let word = 0;
      for (; at < end; at++) word = (word << 8) | view.getUint8(at);
      high = addToHigh(high, word);
      low = addToLow(low, word);
    }
    // After this, every bit depends on every other bit.
    this.high = mix(high ^ low);
    this.low = mix(low ^ Math.imul(this.high, 0x9e3779b1)) || 1;
  }
}

function addToHigh(high: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const hash = high ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
}

function addToLow(low: number, word: number): number {
  const sum = (low + Math.imul(word, 0x85ebca77)) | 0;
  return Math.imul((sum << 13) | (sum >>> 19), 0x9e3779b1);
}

/** The last step of MurmurHash3. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
