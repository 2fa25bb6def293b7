import { existsSync } from 'node:fs';
import { BulkgenError } from '../errors.ts';

/** States of the user's data after an interruption, when bulkgen could undo its work. */
export const unchanged = {
  database: 'Nothing was changed: the database from before is in place.',
  server: 'No server was started, and no database was changed. The next run uses what is downloaded already.',
  snapshot: (path: string) =>
    `Nothing was changed: ${existsSync(path) ? `${path} is the snapshot from before` : 'no snapshot was created'}.`,
  folder: (folder: string) => `Nothing was changed: ${folder} holds what it held before.`,
} as const;

/**
 * Does work. When the signal interrupts it, the error says in which state the user's data is. Any other error stays as it is,
 * because it says so itself.
 */
export async function explainInterruption<Result>(
  signal: AbortSignal,
  state: string | (() => Promise<string>),
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted || error !== signal.reason || !(error instanceof BulkgenError)) throw error;
    const hint = typeof state === 'string' ? state : await state();
    throw new BulkgenError(error.code, error.message, { hint, cause: error });
  }
}
