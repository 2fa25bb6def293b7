import { BulkgenError } from '../errors.ts';

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

/** How many rows the degrees of a list may have together: each has a place in two tables in memory. */
const mostListedRows = 10_000_000;

/**
 * Gives source n the degree `degrees[n % degrees.length]`. Every answer is arithmetic, so its cost does not grow with the number of sources.
 * Throws `invalid-model` for degrees that are not whole, and for degrees that are more than 10 million rows together.
 */
export function createFanOut(degrees: readonly number[], sources: number): FanOut {
  const period = degrees.length;
  const invalid = degrees.find((degree) => !(Number.isSafeInteger(degree) && degree >= 0));
  if (invalid !== undefined)
    throw new BulkgenError('invalid-model', `Expected degrees to be whole numbers, got \`${invalid}\``);
  let rowsPerPeriod = 0;
  const rowsBefore = degrees.map((degree) => {
    rowsPerPeriod += degree;
    return rowsPerPeriod - degree;
  });
  if (rowsPerPeriod > mostListedRows)
    throw new BulkgenError(
      'invalid-model',
      `Expected the sum of degrees to be at most 10,000,000, got \`${rowsPerPeriod}\``,
    );
  const [sourceOf, slotOf] = [new Int32Array(rowsPerPeriod), new Int32Array(rowsPerPeriod)];
  for (const [source, degree] of degrees.entries()) {
    const first = rowsBefore[source]!;
    for (let slot = 0; slot < degree; slot++) {
      sourceOf[first + slot] = source;
      slotOf[first + slot] = slot;
    }
  }
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
