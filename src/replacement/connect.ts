import type { Database } from '../neo4j/driver.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import type { Target } from '../targets/target.ts';

/** Opens a database of a server that was just started, as soon as it answers. Throws what `waitOnline` throws. */
export async function openStarted(target: Target, database: string, signal?: AbortSignal): Promise<Database> {
  return waitOnline(await target.connection(database), { signal, isRunning: target.isRunning });
}

/** Queries the database that is to be replaced or dumped. Starts a stopped server for that, and stops it again. */
export async function queryBeforeSwap<Answer>(
  { target, database }: { readonly target: Target; readonly database: string },
  query: (database: Database) => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const isRunning = await target.isRunning();
  if (!isRunning) await target.start({ signal });
  try {
    const opened = await openStarted(target, database, signal);
    try {
      return await query(opened);
    } finally {
      await opened.close();
    }
  } finally {
    if (!isRunning) await target.stop();
  }
}
