import type { LoadedTable } from './loaded-table.ts';
import type { Batch } from './method.ts';

/** A range of a table that was loaded. */
export interface LoadedRange {
  readonly table: string;
  readonly first: number;
  readonly end: number;
}

/** The rows that are still to be loaded, in batches. */
export class BatchQueue {
  /** What is left, in the order of loading. */
  readonly #gaps: Batch[];
  readonly #rows: Map<string, number>;

  /** `rows` gives the size of a table's batches. */
  constructor(gaps: readonly Batch[], rows: (table: LoadedTable) => number) {
    this.#gaps = [...gaps];
    this.#rows = new Map(gaps.map(({ table }) => [table.name, rows(table)]));
  }

  /** Takes the next batch; undefined when nothing is left. */
  take(): Batch | undefined {
    const gap = this.#gaps.shift();
    if (!gap) return undefined;
    const end = Math.min(gap.end, gap.first + this.#rows.get(gap.table.name)!);
    this.giveBack({ ...gap, first: end });
    return { ...gap, end };
  }

  /** Puts rows back, to be taken next. */
  giveBack(rows: Batch): void {
    if (rows.first < rows.end) this.#gaps.unshift(rows);
  }

  /** Halves the batches of a table after one of so many rows was too large. Returns false when it was a single row. */
  halve({ table, first, end }: Batch): boolean {
    const rows = end - first;
    if (rows <= 1) return false;
    // Another lane may have halved them already.
    this.#rows.set(table.name, Math.min(this.#rows.get(table.name)!, Math.ceil(rows / 2)));
    return true;
  }

  /** The rows of the largest batch of a table. */
  rowsOf(table: LoadedTable): number {
    return this.#rows.get(table.name) ?? 0;
  }
}

/** How many rows some ranges have together. */
export function sumRanges(ranges: readonly LoadedRange[]): number {
  return ranges.reduce((sum, { first, end }) => sum + end - first, 0);
}

/** The ranges of tables that are not among the loaded ones, in the order of the tables. */
export function findGaps(tables: readonly LoadedTable[], loaded: readonly LoadedRange[]): readonly Batch[] {
  return tables.flatMap((table) => {
    const ranges = loaded.filter((range) => range.table === table.name).sort((a, b) => a.first - b.first);
    const gaps: Batch[] = [];
    let next = 0;
    for (const { first, end } of [...ranges, { first: table.count, end: table.count }]) {
      if (first > next) gaps.push({ table, first: next, end: first });
      next = Math.max(next, end);
    }
    return gaps;
  });
}
