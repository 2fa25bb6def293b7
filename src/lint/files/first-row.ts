import { type CsvDialect, hasMultilineFields } from '../dialect/csv-dialect.ts';
import { DialectScanner, type QuoteFault, readCell } from '../dialect/dialect-scanner.ts';
import { type DialectGuess, guessDialect } from '../dialect/guess-dialect.ts';
import { readBlocks } from './read-blocks.ts';

/** A quote that keeps the importer from reading the row as a header, which ends with its line. */
export interface HeaderFault {
  readonly fault: QuoteFault;
  /** The cell with the quote, counted from 1. */
  readonly column: number;
  /** The text from the quote on. */
  readonly found: string;
  /** The line, split at each delimiter, wherever its quotes are. */
  readonly cells: readonly string[];
}

export interface FirstRow {
  /** As the dialect splits them, or the guess. */
  readonly cells: readonly string[];
  /** The cells that are empty texts in quotes, counted from 1. */
  readonly emptyTexts: readonly number[];
  readonly fault?: HeaderFault;
  /** Whether the file has no other row. */
  readonly isOnly: boolean;
  /** Whether the file has no text at all, not even a line end. The importer then takes the next file of the table for it. */
  readonly isEmpty?: boolean;
  /** What the file seems to be written with, if not with the characters of the dialect. */
  readonly guess: DialectGuess | undefined;
}

/** Reads the first row of a file. */
export type FirstRowReader = (path: string) => Promise<FirstRow>;

/** Creates a reader that reads each file once. */
export function createFirstRowReader(dialect: CsvDialect): FirstRowReader {
  const rows = new Map<string, Promise<FirstRow>>();
  return (path) => {
    const row =
      rows.get(path) ?? readFirstRow(path, { ...dialect, multilineFields: hasMultilineFields(dialect, path) });
    rows.set(path, row);
    return row;
  };
}

type ScannedRow = Omit<FirstRow, 'guess'>;

const usualCells = 100;

/** How much of the file is read at a time: the first row is usually short. */
const blockBytes = 1 << 16;

async function readFirstRow(path: string, dialect: CsvDialect): Promise<FirstRow> {
  let bytes: Uint8Array = new Uint8Array();
  let isWhole = true;
  let row: ScannedRow | undefined;
  for await (const block of readBlocks(path, { encoding: dialect.inputEncoding, swaps: dialect.swaps, blockBytes })) {
    bytes = bytes.length === 0 ? block : Buffer.concat([bytes, block]);
    row = scanFirstRow(bytes, false, dialect);
    isWhole = row === undefined && bytes.length <= 2 * dialect.readBufferSize;
    if (!isWhole) break;
  }
  row ??= scanFirstRow(bytes, true, dialect) ?? { cells: [], emptyTexts: [], isOnly: true, isEmpty: true };
  const guess = guessDialect(bytes, row.cells, { dialect, isWhole });
  if (!guess) return { ...row, guess };
  return { ...row, ...scanFirstRow(bytes, isWhole, { ...dialect, ...guess }), guess };
}

/** Returns nothing if more of the file is needed. */
function scanFirstRow(
  bytes: Uint8Array,
  isLast: boolean,
  dialect: CsvDialect,
  mostCells = usualCells,
): ScannedRow | undefined {
  // For the importer even a blank line is the header.
  if (isLineEnd(bytes[0])) {
    const isOnly = bytes.every(isLineEnd);
    return isOnly && !isLast ? undefined : { cells: [], emptyTexts: [], isOnly };
  }
  const scanner = new DialectScanner(mostCells, dialect);
  const next = bytes.length > 0 ? scanner.read(bytes, 0, bytes.length, isLast) : -1;
  if (next < 0) return undefined;
  if (scanner.cells >= scanner.starts.length) return scanFirstRow(bytes, isLast, dialect, scanner.cells);
  const rest = scanner.skipBlank(bytes, next, bytes.length);
  if (rest >= bytes.length && !isLast) return undefined;
  const columns = Array.from({ length: scanner.cells }, (_, cell) => cell);
  const isEmptyText = (cell: number): boolean =>
    scanner.quoted[cell] !== 0 && scanner.starts[cell] === scanner.ends[cell];
  const fault = findHeaderFault(bytes.subarray(0, next), dialect);
  return {
    cells: scanner.fault && fault ? fault.cells : columns.map((cell) => readCell(scanner, bytes, cell, dialect)),
    emptyTexts: columns.filter(isEmptyText).map((cell) => cell + 1),
    ...(fault && { fault }),
    isOnly: rest >= bytes.length,
  };
}

function findHeaderFault(row: Uint8Array, dialect: CsvDialect): HeaderFault | undefined {
  const { delimiter, quote } = dialect;
  const lineEnd = row.findIndex(isLineEnd);
  const line = lineEnd < 0 ? row : row.subarray(0, lineEnd);
  const scanner = new DialectScanner(usualCells, { ...dialect, multilineFields: false });
  scanner.read(line, 0, line.length, true);
  if (scanner.fault === undefined) return undefined;
  const [delimiterText, quoteText] = [delimiter, quote].map((code) => String.fromCharCode(code)) as [string, string];
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const start = scanner.starts[Math.min(scanner.faultyCell, usualCells)]!;
  return {
    fault: scanner.fault,
    column: scanner.faultyCell + 1,
    found: decode(line.subarray(start - 1)).slice(0, 40),
    cells: decode(line)
      .split(delimiterText)
      .map((cell) => cell.replaceAll(quoteText, '')),
  };
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}
