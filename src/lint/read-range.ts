// The rows of a file, or of a stretch of it: a row belongs to the stretch in which it begins.
import { isUtf8 } from 'node:buffer';
import type { CsvDialect } from './csv-dialect.ts';
import type { DialectScanner } from './dialect-scanner.ts';
import { readBlocks } from './read-blocks.ts';

/** Where rows are to be read. */
export interface ByteRange {
  /** Number of the group that the file is of. */
  readonly group: number;
  readonly path: string;
  /** In bytes; a stretch that has an end is of a file that `isPlain`, and of rows without line breaks in them. */
  readonly start: number;
  readonly end: number | undefined;
  /** Whether the first row is a header. */
  readonly skipsFirst: boolean;
}

/** The scanner has the cells of the row, which is from `start` to `end`, its line break with it. */
export type OnRow = (bytes: Uint8Array, line: number, start: number, end: number) => void;

export interface ReadRangeOptions {
  readonly dialect: CsvDialect;
  readonly scanner: DialectScanner;
  readonly onRow: OnRow;
  /** Told the line of a row whose bytes are no UTF-8. */
  readonly onBadText: (line: number) => void;
  readonly onRead: (bytes: number) => void;
}

/** Reads rows and yields after each block of them. Lines are counted from the first row of the stretch. */
export async function* readRange(stretch: ByteRange, options: ReadRangeOptions): AsyncGenerator<void> {
  const { path, start, end } = stretch;
  const { dialect, scanner, onRow, onBadText } = options;
  scanner.lines = 0;
  let bytes: Uint8Array = new Uint8Array();
  /** Of the first byte, in the file. */
  let place = Math.max(0, start - 1);
  let toSkip = stretch.skipsFirst;
  let isWithin = start === 0;

  /** Answers whether the stretch is at its end. */
  const readRows = (last: boolean): boolean => {
    const { length } = bytes;
    let at = 0;
    if (!isWithin) {
      const first = findRow(bytes, last);
      if (first < 0) {
        place += Math.max(0, length - 1);
        bytes = bytes.subarray(Math.max(0, length - 1));
        return end !== undefined && place >= end;
      }
      isWithin = true;
      at = first;
    }
    // A carriage return may be half of a line break.
    const known = !last && bytes[length - 1] === 0x0d ? length - 1 : length;
    const limit = end === undefined ? known : Math.min(known, end - place);
    const isValid = isUtf8(bytes.subarray(at, last ? length : wholeCharacters(bytes)));
    while (at < limit) {
      at = scanner.skipBlank(bytes, at, limit);
      if (at >= limit) break;
      const line = scanner.lines + 1;
      const next = scanner.read(bytes, at, length, last);
      if (next < 0) break;
      if (!isValid && !isUtf8(bytes.subarray(at, next))) onBadText(line);
      if (toSkip) toSkip = false;
      else onRow(bytes, line, at, next);
      at = next;
    }
    const isDone = end !== undefined && place + at >= end;
    bytes = bytes.subarray(at);
    place += at;
    return isDone;
  };

  let unread = end === undefined ? Number.POSITIVE_INFINITY : end - start;
  const onRead = (count: number): void => {
    const own = Math.min(count, unread); // the last row may end behind the stretch
    unread -= own;
    options.onRead(own);
  };
  for await (const block of readBlocks(path, { encoding: dialect.inputEncoding, start: place, onRead })) {
    bytes = bytes.length === 0 ? block : Buffer.concat([bytes, block]);
    if (readRows(false)) return;
    if (bytes.length > 2 * dialect.readBufferSize && isHopeless(bytes, options)) break;
    yield;
  }
  readRows(true);
}

/** Whether what was read of a row is more than the importer's buffer holds of a cell, be it for a quote that is never closed. */
function isHopeless(bytes: Uint8Array, { scanner, dialect }: ReadRangeOptions): boolean {
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

/** Where the first row begins behind a line break, −1 when that is not there yet. */
function findRow(bytes: Uint8Array, last: boolean): number {
  const at = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  if (at < 0 || (at + 1 >= bytes.length && !last)) return -1;
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1;
}

/** The length without the bytes of a character that the end cuts in two. */
function wholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  return end > 0 && bytes[end - 1]! >= 0xc0 ? end - 1 : bytes.length;
}
