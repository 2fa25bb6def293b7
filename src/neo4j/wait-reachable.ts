import { BulkgenError } from '../errors.ts';
import { waitUntil } from '../system/wait-until.ts';
import { type Connection, connect } from './driver.ts';

/** How long a running server may take to accept a connection: it may have been started a moment ago. */
const patienceSeconds = 60;
const pauseMilliseconds = 250;

/** Waits until this user can log in to a running server, in whatever state its databases are. Throws what `connect` throws. */
export async function waitReachable(connection: Connection, signal: AbortSignal | undefined): Promise<void> {
  let failure: unknown;
  const isReachable = async (): Promise<boolean> => {
    try {
      const database = await connect(connection, signal);
      await database.close();
      return true;
    } catch (error) {
      failure = error;
      const isStarting = error instanceof BulkgenError && error.code === 'unreachable';
      if (!isStarting || signal?.aborted) throw error;
      return false;
    }
  };
  if (await waitUntil(isReachable, { every: pauseMilliseconds, within: patienceSeconds * 1000, signal })) return;
  throw failure;
}
