import { BulkgenError } from '../errors.ts';
import type { Connection } from '../neo4j/connection.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import type { Target } from '../target/target.ts';
import type { Staging } from './staging.ts';

export interface RestoreContext {
  readonly target: Target;
  readonly staging: Staging;
  readonly readConnection: () => Promise<Connection>;
  readonly wasRunning: boolean;
}

/** Brings store and server back to what they were before an import that failed. Answers the error to throw. */
export async function restore(thrown: unknown, context: RestoreContext): Promise<unknown> {
  const { target, staging, readConnection, wasRunning } = context;
  const error = explainFileSystem(thrown, target);
  try {
    await staging.discard(); // first of all, for a full disk lets nobody stop a server
    await target.stop();
    await staging.undo();
    if (wasRunning) {
      await target.start();
      // A database that was not online before is not now: that it answers is waited for, not asked for.
      await waitOnline(await readConnection()).then(
        (database) => database.close(),
        () => {},
      );
    }
    return error;
  } catch (cause) {
    const code = error instanceof BulkgenError ? error.code : 'start-failed';
    const message = `${(error as Error).message}; and putting the server back failed: ${(explainFileSystem(cause, target) as Error).message}`;
    return new BulkgenError(code, message, {
      hint: 'The previous store is kept, and the next `bulkgen import` brings it back first.',
      cause: new AggregateError([error, cause]),
    });
  }
}

/** What the file system refuses while the target's files are moved (no space, no permission), in our words. */
export function explainFileSystem(error: unknown, { dataFolder }: Target): unknown {
  if (error instanceof BulkgenError || !(error instanceof Error && 'syscall' in error)) return error;
  return new BulkgenError('write-failed', `Could not write to the store in ${dataFolder}: ${error.message}`, {
    hint: 'Nothing was changed. Make it writable and give it space, then import again.',
    cause: error,
  });
}
