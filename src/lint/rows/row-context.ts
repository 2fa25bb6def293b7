import type { CsvDialect } from '../dialect/csv-dialect.ts';
import type { DialectScanner } from '../dialect/dialect-scanner.ts';
import type { Violation } from '../finding.ts';
import type { HeaderColumn } from '../header/csv-header.ts';

/** Receives each violation in the file that is read. */
export type Report = (violation: Omit<Violation, 'file'>) => void;

/** What the checks of a row share. */
export interface RowContext {
  readonly columns: readonly HeaderColumn[];
  readonly dialect: CsvDialect;
  /** Holds the cells of the current row. */
  readonly scanner: DialectScanner;
  readonly report: Report;
}

/** The place of a cell for a violation; `cell` counts from 0. */
export function placeOf(
  { columns }: Pick<RowContext, 'columns'>,
  cell: number,
  line: number,
): Pick<Violation, 'column' | 'header' | 'line'> {
  return { column: cell + 1, header: columns[cell]?.text ?? '', line };
}
