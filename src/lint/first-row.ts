import type { CsvDialect } from './csv-dialect.ts';
import { DialectScanner, readCell } from './dialect-scanner.ts';
import { readBlocks } from './read-blocks.ts';

export interface FirstRow {
  readonly cells: readonly string[];
  /** Whether the file has no other row. */
  readonly isOnly: boolean;
}

const usualCells = 1_000;

/** How much of the file is read at a time: the first row is usually short. */
const blockBytes = 1 << 16;

/** Reads the first row of a file. */
export async function readFirstRow(path: string, dialect: CsvDialect): Promise<FirstRow> {
  let bytes: Uint8Array = new Uint8Array();
  for await (const block of readBlocks(path, { encoding: dialect.inputEncoding, blockBytes })) {
    bytes = bytes.length === 0 ? block : Buffer.concat([bytes, block]);
    const row = scanFirstRow(bytes, false, dialect, usualCells);
    if (row) return row;
    if (bytes.length > 2 * dialect.readBufferSize) break;
  }
  return scanFirstRow(bytes, true, dialect, usualCells) ?? { cells: [], isOnly: true };
}

/** Returns nothing if more of the file is needed. */
function scanFirstRow(
  bytes: Uint8Array,
  isLast: boolean,
  dialect: CsvDialect,
  mostCells: number,
): FirstRow | undefined {
  // For the importer even a blank line is the header.
  if (bytes[0] === 0x0a || bytes[0] === 0x0d) return { cells: [], isOnly: false };
  const scanner = new DialectScanner(mostCells, dialect);
  const next = bytes.length > 0 ? scanner.read(bytes, 0, bytes.length, isLast) : -1;
  if (next < 0) return undefined;
  if (scanner.cells >= scanner.starts.length) return scanFirstRow(bytes, isLast, dialect, scanner.cells);
  const rest = scanner.skipBlank(bytes, next, bytes.length);
  if (rest >= bytes.length && !isLast) return undefined;
  const cells = Array.from({ length: scanner.cells }, (_, cell) => readCell(scanner, bytes, cell, dialect));
  return { cells, isOnly: rest >= bytes.length };
}
