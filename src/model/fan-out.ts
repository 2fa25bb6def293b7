/**
 * Rows distributed over sources: a repeating list of degrees says how many rows each source has. It says nothing of targets: rows that draw
 * them by a hash can be asked from their source only. `createFan` gives the rows targets that can be asked, too.
 */
export interface FanOut {
  readonly rows: number;
  /** The source of a row. */
  source(row: number): number;
  /** The place of a row among those of its source, from 0. */
  slot(row: number): number;
  /** How many rows a source has. */
  degree(source: number): number;
  /** The first row of a source. The rows of a source follow each other; those of the next source come after them. */
  firstRow(source: number): number;
}

/** Gives source n the degree `degrees[n % degrees.length]`. Every answer is arithmetic, so its cost does not grow with the number of sources. */
export function createFanOut(degrees: readonly number[], sources: number): FanOut {
  const period = degrees.length;
  const sourceOf = degrees.flatMap((degree, source) => new Array<number>(degree).fill(source));
  const slotOf = degrees.flatMap((degree) => Array.from({ length: degree }, (_, slot) => slot));
  const rowsPerPeriod = sourceOf.length;
  const rowsBefore = degrees.map((_, source) => degrees.slice(0, source).reduce((sum, degree) => sum + degree, 0));
  const firstRow = (source: number): number =>
    Math.floor(source / period) * rowsPerPeriod + rowsBefore[source % period]!;
  return {
    rows: firstRow(sources),
    source: (row) => Math.floor(row / rowsPerPeriod) * period + sourceOf[row % rowsPerPeriod]!,
    slot: (row) => slotOf[row % rowsPerPeriod]!,
    degree: (source) => degrees[source % period]!,
    firstRow,
  };
}
