import { skipBlanks } from '../dialect/blanks.ts';
import { type QuoteFault, readCell } from '../dialect/dialect-scanner.ts';
import { placeOf, type RowContext } from './row-context.ts';
import { blanksAfterEscape, largeCell, largeRow, longRow, misplacedQuote, shortRow } from './row-rules.ts';

/** Checks whether the importer can split a row into the cells that the header announces. */
export class RowShape {
  /** How many cells the rows have that the header does not announce. */
  extraCells = 0;
  readonly #context: RowContext;

  constructor(context: RowContext) {
    this.#context = context;
  }

  /** Checks the sizes and the number of cells of a row, which lies from `start` to `end`. */
  check(bytes: Uint8Array, line: number, start: number, end: number): void {
    const { columns, dialect, scanner } = this.#context;
    if (end - start >= dialect.readBufferSize) this.#checkSizes(bytes.subarray(start, end), line);
    if (scanner.cells !== columns.length) this.#reportCells(line);
    if (scanner.blankCell >= 0) this.#checkBlanks(bytes, line);
  }

  reportFault(fault: QuoteFault, bytes: Uint8Array, line: number): void {
    const { columns, scanner, report } = this.#context;
    const { faultyCell, starts } = scanner;
    const header = columns[faultyCell]?.text;
    const start = starts[Math.min(faultyCell, starts.length - 1)]!;
    const found = new TextDecoder().decode(bytes.subarray(start - 1, start + 40)).split(/[\r\n]/)[0]!;
    const place = { column: faultyCell + 1, ...(header && { header }), line };
    report({ ...misplacedQuote(fault, found), ...place });
  }

  /** The importer buffers whole rows, unless cells can contain line breaks: then it buffers cells. */
  #checkSizes(row: Uint8Array, line: number): void {
    const { dialect, scanner, report } = this.#context;
    const { readBufferSize, multilineFields } = dialect;
    if (!multilineFields) {
      const characters = new TextDecoder().decode(row).replace(/[\r\n]+$/, '').length;
      if (characters >= readBufferSize) report({ ...largeRow(characters, readBufferSize), line });
      return;
    }
    for (let cell = 0; cell < Math.min(scanner.cells, scanner.starts.length); cell++) {
      const size = scanner.ends[cell]! - scanner.starts[cell]!;
      if (size > readBufferSize) report({ ...largeCell(size, readBufferSize), ...placeOf(this.#context, cell, line) });
    }
  }

  /**
   * The importer does not remove blanks after the closing quote if they are as many as the text has escaped characters, or
   * more.
   */
  #checkBlanks(bytes: Uint8Array, line: number): void {
    const { dialect, scanner, report } = this.#context;
    const { blankCell: cell, starts, ends } = scanner;
    if (cell >= scanner.starts.length - 1) return;
    const decode = (from: number, to: number): string => new TextDecoder().decode(bytes.subarray(from, to));
    const afterQuote = ends[cell]! + 1;
    const blanks = decode(afterQuote, skipBlanks(bytes, afterQuote, bytes.length, dialect.delimiter));
    const text = readCell(scanner, bytes, cell, dialect);
    const escaped = decode(starts[cell]!, ends[cell]!).length - text.length;
    if (blanks.length < escaped) return;
    const becomes = text + String.fromCharCode(dialect.quote) + blanks.slice(escaped);
    report({
      ...blanksAfterEscape(decode(starts[cell]! - 1, afterQuote) + blanks, becomes),
      ...placeOf(this.#context, cell, line),
    });
  }

  #reportCells(line: number): void {
    const { columns, dialect, scanner, report } = this.#context;
    const { cells } = scanner;
    if (cells < columns.length) {
      const missing = columns.slice(cells).flatMap(({ kind, text }) => (kind === 'ignore' ? [] : [text]));
      const isRefused = this.#endsWithoutValue();
      if (!isRefused && missing.length === 0) return; // the importer stores nothing of such columns
      report({ ...shortRow({ cells, columns: columns.length, missing, isRefused }), line });
    } else {
      this.extraCells += cells - columns.length;
      report({ ...longRow(cells, columns.length, dialect.ignoreExtraColumns), line });
    }
  }

  /** Whether the last cell of the row has no value for the importer. */
  #endsWithoutValue(): boolean {
    const { columns, dialect, scanner } = this.#context;
    const last = scanner.cells - 1;
    const { kind, type: given } = columns[last]!;
    const isId = kind === 'id' || kind === 'startId' || kind === 'endId';
    const type = given ?? (isId && dialect.idType !== 'string' ? 'long' : 'string');
    if (kind === 'ignore') return true;
    if (scanner.starts[last]! < scanner.ends[last]!) return false;
    return (
      scanner.quoted[last] === 0 ||
      kind === 'label' ||
      kind === 'removedLabel' ||
      type !== 'string' ||
      dialect.ignoreEmptyStrings
    );
  }
}
