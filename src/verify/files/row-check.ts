// The checks that no hash replaces: values have the type of their column, every id is that of its row, so that ids are
// unique, and every end of a relationship is a node that exists. Ids are arithmetic, so no list of ids is kept in memory.
import { isUtf8 } from 'node:buffer';
import { mostRowBytes, RowScanner } from '../../csv/row-scanner.ts';
import type { ExportPlan, PlannedPart, PlannedTable } from '../../export/plan.ts';
import { readText } from '../../model/byte-buffer.ts';
import { type CellCheck, createCellChecks } from './cell-checks.ts';

/** The first cell that is wrong; without a column, the whole row is. */
export interface WrongRow {
  readonly line: number;
  readonly column?: string;
  readonly expected: string;
  readonly found: string;
}

/** Checks the rows of a part, which it gets in chunks of any size. */
export class RowCheck {
  /** The number of empty cells. */
  nulls = 0;
  /** The first wrong row; no row after it is checked. */
  wrongRow: WrongRow | undefined;
  readonly #first: number;
  readonly #rows: number;
  readonly #checks: readonly CellCheck[];
  readonly #scanner: RowScanner;
  #ordinal: number;
  #rest: Uint8Array = new Uint8Array();

  constructor(plan: ExportPlan, { table }: PlannedTable, { first, rows }: PlannedPart) {
    this.#checks = createCellChecks(plan, table);
    this.#scanner = new RowScanner(this.#checks.length);
    this.#first = first;
    this.#rows = rows;
    this.#ordinal = first;
  }

  push(chunk: Uint8Array): void {
    if (this.wrongRow) return;
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let position = 0;
    for (;;) {
      const next = this.#scanner.read(bytes, position);
      if (next < 0) break;
      if (!this.#checkRow(bytes)) return;
      position = next;
    }
    if (!isUtf8(bytes.subarray(0, position))) {
      this.#report('text in UTF-8', 'other bytes in this row or a row before it');
    }
    this.#rest = bytes.subarray(position);
    if (this.#rest.length > mostRowBytes) {
      this.#report('a row of at most 4 MiB', 'a longer row, or a quote that is not closed');
    }
  }

  end(): void {
    if (this.wrongRow) return;
    if (this.#rest.length > 0) this.#report('a row with a line end', readText(this.#rest, 0, 200));
    else if (this.#checked < this.#rows) this.#report(`${this.#rows} rows`, `${this.#checked}`);
  }

  get #checked(): number {
    return this.#ordinal - this.#first;
  }

  #checkRow(bytes: Uint8Array): boolean {
    const { starts, ends, quoted, cells, misquoted } = this.#scanner;
    const ordinal = this.#ordinal;
    const checks = this.#checks;
    if (this.#checked === this.#rows) return this.#report(`${this.#rows} rows`, `${this.#rows + 1} or more`);
    if (cells !== checks.length) return this.#report(`${checks.length} cells`, `${cells}`);
    if (misquoted >= 0) return this.#report('quotes around whole cells', 'quotes within a cell', checks[misquoted]);
    for (let cell = 0; cell < cells; cell++) {
      const check = checks[cell]!;
      const start = starts[cell]!;
      const end = ends[cell]!;
      if (start === end && quoted[cell] === 0 && check.optional) this.nulls++;
      else if (!check.holds(bytes, start, end, ordinal) || (start === end && quoted[cell] === 0)) {
        return this.#report(check.expected(ordinal), readText(bytes, start, Math.min(end, start + 200)), check);
      }
    }
    this.#ordinal++;
    return true;
  }

  #report(expected: string, found: string, check?: CellCheck): false {
    const column = check && { column: check.column };
    this.wrongRow = { line: this.#checked + 1, ...column, expected, found };
    return false;
  }
}
