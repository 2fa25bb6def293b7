import { BulkgenError } from '../errors.ts';
import { formatCount } from '../system/format-number.ts';

/** What a failed load left in the database. */
export interface LeftRows {
  /** Rows of the graph that the database has, also those of an earlier load. */
  readonly loaded: number;
  /** All rows of the graph. */
  readonly total: number;
  /** Whether the load left nothing, its ledger and schema included. */
  readonly isUndone: boolean;
}

/** Adds to the error of a load what is in the database, and how to continue. */
export function explainFailure(cause: BulkgenError, { loaded, total, isUndone }: LeftRows): BulkgenError {
  const { code, message, hint, problems } = cause;
  const state = isUndone
    ? 'Nothing was changed.'
    : `${formatCount(loaded)} of ${formatCount(total)} rows are in the database: run the same command again to continue, or add --clear to remove them.`;
  return new BulkgenError(code, message, { hint: hint ? `${hint} ${state}` : state, problems, cause });
}
