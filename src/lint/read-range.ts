import { isUtf8 } from 'node:buffer';
import type { CsvDialect } from './dialect/csv-dialect.ts';
import type { DialectScanner } from './dialect/dialect-scanner.ts';
import { readBlocks } from './files/read-blocks.ts';

/** A part of a file that one thread reads at a time. A row belongs to the range in which it begins. */
export interface ByteRange {
  /** The number of the group that the file belongs to. */
  readonly group: number;
  readonly path: string;
  /** How findings name the file. */
  readonly file: string;
  readonly start: number;
  /** Undefined for the end of the file. Only a file that `isPlain`, without line breaks inside quotes, is cut into ranges. */
  readonly end: number | undefined;
  /** Whether the first row is a header. */
  readonly skipsFirst: boolean;
}

/** Receives a row, from `start` to the end of its line break at `end`. The scanner holds its cells. */
export type OnRow = (bytes: Uint8Array, line: number, start: number, end: number) => void;

export interface ReadRangeOptions {
  readonly dialect: CsvDialect;
  readonly scanner: DialectScanner;
  readonly onRow: OnRow;
  /** Receives the line of a row with bytes that are not text in the encoding of the file. */
  readonly onBadText: (line: number, encoding: string) => void;
  /** Receives the number of bytes that were read since the call before. */
  readonly onRead: (bytes: number) => void;
}

/** Reads the rows of a range and yields after each block of them. Lines are counted from the first row of the range. */
export async function* readRange(range: ByteRange, options: ReadRangeOptions): AsyncGenerator<void> {
  const { path, start, end } = range;
  const rows = new RangeRows(range, options);
  let unread = end === undefined ? Number.POSITIVE_INFINITY : end - start;
  const onRead = (count: number): void => {
    const inRange = Math.min(count, unread); // the last row may end after the range
    unread -= inRange;
    options.onRead(inRange);
  };
  const { inputEncoding: encoding, swaps } = options.dialect;
  const onEncoding = (name: string): void => {
    rows.encoding = name;
  };
  for await (const block of readBlocks(path, { encoding, swaps, start: rows.position, onEncoding, onRead })) {
    if (rows.push(block)) return;
    if (rows.isTooLong()) break;
    yield;
  }
  rows.end();
}

/** Cuts the blocks of a range into rows. */
class RangeRows {
  /** Where the next byte lies in the file. */
  position: number;
  /** The encoding of the file. The blocks are UTF-8 in any case. */
  encoding = 'utf-8';
  readonly #range: ByteRange;
  readonly #options: ReadRangeOptions;
  #bytes: Uint8Array = new Uint8Array();
  /** Whether the first row of the range is found. Its beginning may be a line break in the byte before the range. */
  #hasBegun: boolean;
  #skipsNext: boolean;

  constructor(range: ByteRange, options: ReadRangeOptions) {
    this.#range = range;
    this.#options = options;
    this.position = Math.max(0, range.start - 1);
    this.#hasBegun = range.start === 0;
    this.#skipsNext = range.skipsFirst;
    options.scanner.lines = 0;
  }

  /** Returns whether the range is read to its end. */
  push(block: Uint8Array): boolean {
    this.#bytes = this.#bytes.length === 0 ? block : Buffer.concat([this.#bytes, block]);
    return this.#read(false);
  }

  /** Reads what is left when the file has ended. */
  end(): void {
    this.#read(true);
  }

  /** Whether the next row, or a cell of it, is longer than the importer's buffer, perhaps because of a quote that stays open. */
  isTooLong(): boolean {
    const { scanner, dialect } = this.#options;
    const bytes = this.#bytes;
    if (bytes.length <= 2 * dialect.readBufferSize) return false;
    const { lines } = scanner;
    scanner.read(bytes, 0, bytes.length, true);
    scanner.lines = lines;
    if (scanner.fault === 'open') return true;
    const kept = Math.min(scanner.cells, scanner.starts.length);
    for (let cell = 0; cell < kept; cell++) {
      if (scanner.ends[cell]! - scanner.starts[cell]! > dialect.readBufferSize) return true;
    }
    return false;
  }

  #read(isLast: boolean): boolean {
    const { end } = this.#range;
    if (!this.#hasBegun && !this.#findFirst(isLast)) return end !== undefined && this.position >= end;
    this.#drop(this.#readRows(isLast));
    return end !== undefined && this.position >= end;
  }

  /** Drops the bytes before the first row. Returns false if its beginning is not read yet. */
  #findFirst(isLast: boolean): boolean {
    const first = findRow(this.#bytes, isLast);
    this.#hasBegun = first >= 0;
    this.#drop(first >= 0 ? first : Math.max(0, this.#bytes.length - 1));
    return this.#hasBegun;
  }

  #drop(count: number): void {
    this.#bytes = this.#bytes.subarray(count);
    this.position += count;
  }

  /** Reads all whole rows that begin within the range. Returns how many bytes they have. */
  #readRows(isLast: boolean): number {
    const { scanner, onRow, onBadText } = this.#options;
    const { end } = this.#range;
    const bytes = this.#bytes;
    const { length } = bytes;
    // A carriage return at the end may be half of a line break.
    const known = !isLast && bytes[length - 1] === 0x0d ? length - 1 : length;
    const limit = end === undefined ? known : Math.min(known, end - this.position);
    const isDecoded = this.encoding !== 'utf-8' || this.#options.dialect.swaps.length > 0;
    const isText = isDecoded ? hasNoReplacement : isUtf8;
    const isValid = isText(bytes.subarray(0, isLast ? length : lengthOfWholeCharacters(bytes)));
    let at = 0;
    while (at < limit) {
      at = scanner.skipBlank(bytes, at, limit);
      if (at >= limit) break;
      const line = scanner.lines + 1;
      const isHeader = this.#skipsNext;
      const next = isHeader ? scanner.skipLine(bytes, at, length, isLast) : scanner.read(bytes, at, length, isLast);
      if (next < 0) break;
      if (!isValid) {
        scanner.hasBadText = !isText(bytes.subarray(at, next));
        if (scanner.hasBadText) onBadText(line, this.encoding);
      }
      if (isHeader) this.#skipsNext = false;
      else onRow(bytes, line, at, next);
      at = next;
    }
    scanner.hasBadText = false;
    return at;
  }
}

/** Whether a decoder found text everywhere: it writes a replacement character in place of anything else. */
function hasNoReplacement(bytes: Uint8Array): boolean {
  return !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('\ufffd');
}

/** Where the first row after a line break begins; −1 if that is not read yet. */
function findRow(bytes: Uint8Array, isLast: boolean): number {
  const at = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  if (at < 0 || (at + 1 >= bytes.length && !isLast)) return -1;
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1;
}

/** The length without the bytes of a character that the end cuts in two. */
function lengthOfWholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  return end > 0 && bytes[end - 1]! >= 0xc0 ? end - 1 : bytes.length;
}
