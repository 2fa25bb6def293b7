import { BulkgenError } from '../errors.ts';
import { classifyError, type FailedStatement, type Patience, waitBeforeRetry } from './retry.ts';

export interface PersistOptions {
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
}

/** Repeats a query that is safe to repeat, until the server answers or patience ends. */
export async function persist<Result>(
  query: () => Promise<Result>,
  { patience, signal }: PersistOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await query();
    } catch (error) {
      if (signal?.aborted || patience.isOver() || classifyError(failureOf(error)) !== 'retry') throw error;
      await waitBeforeRetry(attempt, signal);
    }
  }
}

/** The error of the driver, also where it is the cause of a `BulkgenError`. */
export function failureOf(error: unknown): FailedStatement {
  const failure = error instanceof BulkgenError ? (error.cause ?? error) : error;
  return failure as FailedStatement;
}
