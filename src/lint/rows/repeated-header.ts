import { readCell } from '../dialect/dialect-scanner.ts';
import { joinedHeader } from '../files/file-rules.ts';
import type { RowContext } from './row-context.ts';

/** Finds rows that are the header again: in files that were joined, each with its header. */
export class RepeatedHeader {
  readonly #context: RowContext;
  /** The first column whose header is not empty. Few rows have such a cell there, so one comparison is enough for most rows. */
  readonly #column: number;
  readonly #length: number;
  readonly #firstByte: number | undefined;

  constructor(context: RowContext) {
    this.#context = context;
    this.#column = Math.max(
      0,
      context.columns.findIndex(({ text }) => text !== ''),
    );
    const bytes = new TextEncoder().encode(context.columns[this.#column]?.text ?? '');
    this.#length = bytes.length;
    this.#firstByte = bytes[0];
  }

  /** Checks the row that the scanner has just read. */
  check(bytes: Uint8Array, line: number): void {
    const { starts, ends } = this.#context.scanner;
    const start = starts[this.#column]!;
    if (bytes[start] !== this.#firstByte || ends[this.#column]! - start !== this.#length) return;
    this.#checkCells(bytes, line);
  }

  #checkCells(bytes: Uint8Array, line: number): void {
    const { columns, scanner, dialect, report } = this.#context;
    if (scanner.cells !== columns.length || this.#length === 0) return;
    const isHeader = columns.every(({ text }, cell) => readCell(scanner, bytes, cell, dialect) === text);
    if (isHeader) report({ ...joinedHeader(columns.map(({ text }) => text)), line });
  }
}
