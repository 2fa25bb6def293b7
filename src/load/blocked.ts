import type { Database } from '../neo4j/driver.ts';

/** A transaction of another client that makes a batch wait. */
interface Blocker {
  readonly id: string;
  readonly username: string;
  readonly seconds: bigint;
  readonly query: string;
}

/** Identifies the transactions of a load among all of a server. */
export const loadApp = 'bulkgen load';

/** Milliseconds after which a batch that is still running is looked at. */
const patienceOfABatch = 30_000;

/**
 * Does the work of a batch. When it takes longer than `patience` milliseconds because of a lock, `onWarning` says which transaction
 * holds the lock.
 */
export async function watchLocks<Result>(
  database: Database,
  onWarning: (warning: string) => void,
  work: () => Promise<Result>,
  patience = patienceOfABatch,
): Promise<Result> {
  const timer = setTimeout(async () => {
    // Without the permission to see transactions, the wait stays unexplained.
    const blockers = await findBlockers(database).catch(() => []);
    for (const { id, username, seconds, query } of blockers) {
      onWarning(
        `A batch waits for a lock of transaction ${id}, which user ${username} began ${seconds} s ago: ${query.trim().slice(0, 200)}`,
      );
    }
  }, patience).unref();
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** The transactions of other clients that block transactions of loads. */
async function findBlockers(database: Database): Promise<readonly Blocker[]> {
  const { records } = await database.run<Blocker & { status: string; app: string | null } & Record<string, unknown>>(
    `SHOW TRANSACTIONS YIELD transactionId, username, elapsedTime, currentQuery, status, metaData
RETURN transactionId AS id, username, elapsedTime.seconds AS seconds, coalesce(currentQuery, 'no running query') AS query,
  status, metaData.app AS app`,
  );
  const transactions = records.map((record) => record.toObject());
  const waits = transactions.filter(({ app, status }) => app === loadApp && status.startsWith('Blocked'));
  return transactions.filter(({ id, app }) => app !== loadApp && waits.some(({ status }) => status.includes(id)));
}
