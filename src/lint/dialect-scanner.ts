// Rows and cells as neo4j-admin's reader (BufferedCharSeeker) sees them: a quote counts only at a cell's beginning, every
// `\n` or `\r` outside quotes ends a row, and a row of nothing is none. Bytes of UTF-8: all that it looks for is ASCII.
import type { CsvDialect } from './csv-dialect.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const backslash = 0x5c;
const space = 0x20;

/** `afterQuote`: more of the cell behind its closing quote; `lineBreak`: one in quotes; `open`: no closing quote at all. */
export type QuoteFault = 'afterQuote' | 'lineBreak' | 'open';

/**
 * After `read`, the cells of the row lie from `starts[n]` to `ends[n]`, without the quotes around them. `quoted[n]` is 0
 * for a bare cell, 1 for one in quotes, 2 for one that also holds quotes and must be unescaped. Cells beyond `mostCells`
 * are counted, not kept.
 */
export class DialectScanner {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly quoted: Uint8Array;
  cells = 0;
  /** Line breaks passed since the scanner was made; `\r\n` is one. */
  lines = 0;
  fault: QuoteFault | undefined;
  /** 0-based. */
  faultyCell = 0;
  readonly #dialect: CsvDialect;

  constructor(mostCells: number, dialect: CsvDialect) {
    this.starts = new Int32Array(mostCells + 1);
    this.ends = new Int32Array(mostCells + 1);
    this.quoted = new Uint8Array(mostCells + 1);
    this.#dialect = dialect;
  }

  /** Passes over line breaks before a row; answers where it begins. */
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
   * Reads the row that begins at `position`; answers where the next one may begin, or −1 when the bytes up to `end` stop
   * before it does, unless they are the `last` of their file. A faulty row is left at the end of its line.
   */
  read(bytes: Uint8Array, position: number, end: number, last: boolean): number {
    const { starts, ends, quoted } = this;
    const { delimiter, quote, trimStrings } = this.#dialect;
    const highest = Math.max(delimiter, carriageReturn); // most bytes are above, and need one comparison
    const lastCell = starts.length - 1;
    const linesBefore = this.lines;
    const needMore = (): number => {
      this.lines = linesBefore;
      return -1;
    };
    let cell = 0;
    let at = position;
    this.fault = undefined;
    for (;;) {
      const place = cell < lastCell ? cell : lastCell;
      if (bytes[at] === quote && at < end) {
        const after = this.#readQuoted(bytes, at + 1, end, place);
        if (after < 0) {
          if (!last) return needMore();
          this.fault = 'open';
          this.faultyCell = cell;
          this.cells = cell + 1;
          return end;
        }
        at = after;
        if (at >= end && !last) return needMore();
        if (at < end && bytes[at] !== delimiter && bytes[at] !== newline && bytes[at] !== carriageReturn) {
          this.fault = 'afterQuote';
        }
        if (this.fault !== undefined) {
          this.faultyCell = cell;
          this.cells = cell + 1;
          const next = this.#skipLine(bytes, at, end, last);
          return next < 0 ? needMore() : next;
        }
      } else {
        quoted[place] = 0;
        starts[place] = at;
        let byte = bytes[at];
        while (at < end && (byte! > highest || (byte !== delimiter && byte !== newline && byte !== carriageReturn))) {
          byte = bytes[++at];
        }
        ends[place] = at;
        if (trimStrings) this.#trim(bytes, place);
      }
      cell++;
      if (at >= end) {
        if (!last) return needMore();
        this.cells = cell;
        this.lines++;
        return end;
      }
      if (bytes[at] === delimiter) {
        at++;
        continue;
      }
      if (bytes[at] === carriageReturn && at + 1 >= end && !last) return needMore();
      this.cells = cell;
      this.lines++;
      return bytes[at] === carriageReturn && bytes[at + 1] === newline ? at + 2 : at + 1;
    }
  }

  /** Reads from behind the opening quote to behind the closing one; −1 when there is none. */
  #readQuoted(bytes: Uint8Array, start: number, end: number, place: number): number {
    const { quote, multilineFields, legacyStyleQuoting } = this.#dialect;
    this.starts[place] = start;
    this.quoted[place] = 1;
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (byte === quote) {
        if (at + 1 >= end) {
          this.ends[place] = at;
          return at + 1;
        }
        if (bytes[at + 1] === quote) {
          this.quoted[place] = 2;
          at++;
        } else {
          this.ends[place] = at;
          return at + 1;
        }
      } else if (byte === newline || (byte === carriageReturn && bytes[at + 1] !== newline)) {
        if (!multilineFields) {
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

  #skipLine(bytes: Uint8Array, position: number, end: number, last: boolean): number {
    let at = position;
    while (at < end && bytes[at] !== newline && bytes[at] !== carriageReturn) at++;
    if (at >= end) {
      if (!last) return -1;
      this.lines++;
      return end;
    }
    if (bytes[at] === carriageReturn && at + 1 >= end && !last) return -1;
    this.lines++;
    return bytes[at] === carriageReturn && bytes[at + 1] === newline ? at + 2 : at + 1;
  }

  #trim(bytes: Uint8Array, place: number): void {
    let [start, end] = [this.starts[place]!, this.ends[place]!];
    while (start < end && bytes[start]! <= space) start++;
    while (end > start && bytes[end - 1]! <= space) end--;
    this.starts[place] = start;
    this.ends[place] = end;
  }
}

const decoder = new TextDecoder();

/** The text of a cell, with quotes unescaped. */
export function readCell(
  { starts, ends, quoted }: DialectScanner,
  bytes: Uint8Array,
  cell: number,
  { quote, legacyStyleQuoting }: CsvDialect,
): string {
  const text = decoder.decode(bytes.subarray(starts[cell], ends[cell]));
  if (quoted[cell] !== 2) return text;
  const sign = String.fromCharCode(quote);
  const unescaped = text.replaceAll(sign + sign, sign);
  return legacyStyleQuoting ? unescaped.replace(/\\(["'\\])/g, '$1') : unescaped;
}
