// Finds rows and cells as neo4j-admin's reader (BufferedCharSeeker) does: a quote counts only at the beginning of a cell, every
// `\n` or `\r` outside quotes ends a row, and a blank line is not a row. It reads bytes of UTF-8, because every character that it
// looks for is ASCII.
import { skipBlanks, trimBlanks } from './blanks.ts';
import type { CsvDialect } from './csv-dialect.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const backslash = 0x5c;

/**
 * `afterQuote`: a cell continues after its closing quote; `blankAtEnd`: a header or file ends with a blank after a closing quote,
 * which the importer does not remove; `lineBreak`: one inside quotes; `open`: no closing quote.
 */
export type QuoteFault = 'afterQuote' | 'blankAtEnd' | 'lineBreak' | 'open';

/**
 * After `read`, the cells of the row lie from `starts[n]` to `ends[n]`, without the quotes around them. `quoted[n]` is 0 for a
 * bare cell, 1 for a cell in quotes, and 2 for a cell in quotes that contains escaped characters. Cells beyond `mostCells` are
 * counted, not kept.
 */
export class DialectScanner {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly quoted: Uint8Array;
  cells = 0;
  /** Line breaks passed so far; `\r\n` is one. */
  lines = 0;
  fault: QuoteFault | undefined;
  /** Counted from 0. */
  faultyCell = 0;
  /** The first cell, counted from 0, with blanks after its closing quote and escaped characters before it; −1 if there is none. */
  blankCell = -1;
  /** Whether the row has bytes that are not UTF-8. The importer reads a replacement character in place of them. */
  hasBadText = false;
  readonly #dialect: CsvDialect;

  constructor(mostCells: number, dialect: CsvDialect) {
    this.starts = new Int32Array(mostCells + 1);
    this.ends = new Int32Array(mostCells + 1);
    this.quoted = new Uint8Array(mostCells + 1);
    this.#dialect = dialect;
  }

  /** Skips the line breaks before a row. Returns where the row begins. */
  skipBlank(bytes: Uint8Array, position: number, end: number): number {
    let at = position;
    for (; at < end; at++) {
      if (bytes[at] === newline) this.lines++;
      else if (bytes[at] === carriageReturn) {
        if (bytes[at + 1] !== newline || at + 1 >= end) this.lines++;
      } else break;
    }
    return at;
  }

  /**
   * Reads the row that begins at `position`. Returns where the next row may begin, or −1 if the bytes up to `end` are not the
   * whole row. `isLast`: the file ends with them. After a fault, the next row begins after the end of the line.
   */
  read(bytes: Uint8Array, position: number, end: number, isLast: boolean): number {
    const linesBefore = this.lines;
    const next = this.#readCells(bytes, position, end, isLast);
    if (next < 0) this.lines = linesBefore;
    return next;
  }

  #readCells(bytes: Uint8Array, position: number, end: number, isLast: boolean): number {
    const { starts, ends, quoted } = this;
    const { delimiter, quote, trimStrings } = this.#dialect;
    const highest = Math.max(delimiter, carriageReturn); // most bytes are above it, and need one comparison
    const lastPlace = starts.length - 1;
    let at = position;
    this.fault = undefined;
    if (trimStrings) this.blankCell = -1;
    for (let cell = 0; ; cell++) {
      const place = cell < lastPlace ? cell : lastPlace;
      if (trimStrings) at = skipBlanks(bytes, at, end, delimiter);
      if (bytes[at] === quote && at < end) {
        at = this.#readQuoted(bytes, at + 1, end, place);
        if (at < 0) {
          if (isLast) this.#fail('open', cell);
          return isLast ? end : -1;
        }
        const afterQuote = at;
        if (trimStrings) at = skipBlanks(bytes, at, end, delimiter);
        if (at >= end && !isLast) return -1;
        if (at > afterQuote && quoted[place] === 2 && this.blankCell < 0) this.blankCell = cell;
        if (at >= end && at > afterQuote) {
          this.#fail('blankAtEnd', cell);
          return this.#endRow(bytes, at, end, isLast);
        }
        if (this.fault === 'lineBreak') {
          this.#fail('lineBreak', cell);
          return this.skipLine(bytes, at, end, isLast);
        }
        if (at < end && bytes[at] !== delimiter && bytes[at] !== newline && bytes[at] !== carriageReturn) {
          this.#fail('afterQuote', cell);
          return this.skipLine(bytes, at, end, isLast);
        }
      } else {
        quoted[place] = 0;
        starts[place] = at;
        let byte = bytes[at];
        while (at < end && (byte! > highest || (byte !== delimiter && byte !== newline && byte !== carriageReturn))) {
          byte = bytes[++at];
        }
        ends[place] = at;
        if (trimStrings) ends[place] = trimBlanks(bytes, starts[place]!, at);
      }
      if (at < end && bytes[at] === delimiter) {
        at++;
        continue;
      }
      this.cells = cell + 1;
      return this.#endRow(bytes, at, end, isLast);
    }
  }

  #fail(fault: QuoteFault, cell: number): void {
    this.fault = fault;
    this.faultyCell = cell;
    this.cells = cell + 1;
  }

  /** Reads a cell from its opening quote to the byte after its closing quote; −1 if there is no closing quote. */
  #readQuoted(bytes: Uint8Array, start: number, end: number, place: number): number {
    const { quote, multilineFields, legacyStyleQuoting } = this.#dialect;
    this.starts[place] = start;
    this.quoted[place] = 1;
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (byte === quote) {
        if (at + 1 >= end || bytes[at + 1] !== quote) {
          this.ends[place] = at;
          return at + 1;
        }
        this.quoted[place] = 2;
        at++;
      } else if (byte === newline || (byte === carriageReturn && bytes[at + 1] !== newline)) {
        if (multilineFields !== true) {
          this.fault = 'lineBreak';
          this.ends[place] = at;
          return at;
        }
        this.lines++;
      } else if (legacyStyleQuoting && byte === backslash && (bytes[at + 1] === quote || bytes[at + 1] === backslash)) {
        this.quoted[place] = 2;
        at++;
      }
    }
    return -1;
  }

  /** Skips a line, whatever quotes it contains. Returns the same as `read`. */
  skipLine(bytes: Uint8Array, position: number, end: number, isLast: boolean): number {
    let at = position;
    while (at < end && bytes[at] !== newline && bytes[at] !== carriageReturn) at++;
    return this.#endRow(bytes, at, end, isLast);
  }

  /** Skips the line break at `at`, or the end of the file. Returns −1 if the bytes end before it. */
  #endRow(bytes: Uint8Array, at: number, end: number, isLast: boolean): number {
    if (!isLast && (at >= end || (bytes[at] === carriageReturn && at + 1 >= end))) return -1;
    this.lines++;
    if (at >= end) return end;
    return bytes[at] === carriageReturn && bytes[at + 1] === newline ? at + 2 : at + 1;
  }
}

// A byte order mark within a file is text.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a cell, with its escaped characters unescaped. */
export function readCell(
  { starts, ends, quoted }: DialectScanner,
  bytes: Uint8Array,
  cell: number,
  { quote, legacyStyleQuoting }: CsvDialect,
): string {
  const text = decoder.decode(bytes.subarray(starts[cell], ends[cell]));
  if (quoted[cell] !== 2) return text;
  const quoteText = String.fromCharCode(quote);
  if (!legacyStyleQuoting) return text.replaceAll(quoteText + quoteText, quoteText);
  return text.replace(/\\(.)|(.)\2/gsu, (pair, escaped: string = '', doubled: string = '') => {
    if (doubled !== '') return doubled === quoteText ? quoteText : pair;
    return escaped === quoteText || escaped === '\\' ? escaped : pair;
  });
}
