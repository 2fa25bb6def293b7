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
export async function restore(error: unknown, context: RestoreContext): Promise<unknown> {
  const { target, staging, readConnection, wasRunning } = context;
  try {
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
    const message = `${(error as Error).message}; and putting the server back failed: ${(cause as Error).message}`;
    return new BulkgenError(code, message, {
      hint: 'The previous store is kept, and the next `bulkgen import` brings it back first.',
      cause: new AggregateError([error, cause]),
    });
  }
}
