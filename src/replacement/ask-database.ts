import type { Database } from '../neo4j/driver.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import type { Replacement } from './replacement.ts';

/** Asks the database before it is replaced or dumped; a stopped server is started for that, and stopped again. */
export async function askDatabase<Answer>(
  { target, readConnection }: Pick<Replacement, 'target' | 'readConnection'>,
  ask: (database: Database) => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const isRunning = await target.isRunning();
  if (!isRunning) await target.start({ signal });
  try {
    const opened = await waitOnline(await readConnection(), { signal, isRunning: target.isRunning });
    try {
      return await ask(opened);
    } finally {
      await opened.close();
    }
  } finally {
    if (!isRunning) await target.stop();
  }
}
