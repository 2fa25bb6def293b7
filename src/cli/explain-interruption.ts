import { BulkgenError } from '../errors.ts';

/** States of the user's data after an interruption, when bulkgen could undo its work. */
export const unchanged = {
  database: 'Nothing was changed: the database from before is in place.',
  folder: (folder: string) => `Nothing was changed: ${folder} holds what it held before.`,
} as const;

/**
 * Does work that leaves no trace when it is interrupted, and then says so. An error other than the reason of the signal knows
 * better what holds, and stays as it is.
 */
export async function explainInterruption<Result>(
  signal: AbortSignal,
  state: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted || error !== signal.reason || !(error instanceof BulkgenError)) throw error;
    throw new BulkgenError(error.code, error.message, { hint: state, cause: error });
  }
}
