import type { BulkgenError } from '../errors.ts';
import { type Database, explain, useSession } from './driver.ts';

/**
 * Runs statements in one transaction; answers how many constraints and indexes they added. One that Neo4j refuses is thrown
 * as `onRefused` tells it.
 */
export async function runTogether(
  { driver, connection }: Database,
  statements: readonly string[],
  onRefused: (index: number, cause: BulkgenError) => BulkgenError,
  signal?: AbortSignal,
): Promise<number> {
  if (statements.length === 0) return 0;
  const session = driver.session({ database: connection.database });
  let current = 0;
  const run = (): Promise<number> =>
    session.executeWrite(async (transaction) => {
      let added = 0;
      for (current = 0; current < statements.length; current++) {
        const { summary } = await transaction.run(statements[current]!);
        const { constraintsAdded = 0, indexesAdded = 0 } = summary.counters.updates();
        added += constraintsAdded + indexesAdded;
      }
      return added;
    });
  try {
    return await useSession(session, () => explain(connection, run, signal));
  } catch (error) {
    const cause = error as BulkgenError;
    throw cause.code === 'query-failed' ? onRefused(Math.min(current, statements.length - 1), cause) : cause;
  }
}
