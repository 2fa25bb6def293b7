import { BulkgenError } from '../errors.ts';
import { waitUntil } from '../system/wait-until.ts';
import type { Database } from './driver.ts';

/** Milliseconds in which the server must roll a terminated transaction back. */
const within = 30_000;

/**
 * Ends every transaction of a database, as after clients that left one open. When it returns, none of them can commit any more,
 * and none holds a lock. Throws `database-changed` when transactions do not end.
 */
export async function endTransactions(database: Database, signal?: AbortSignal): Promise<void> {
  const areEnded = async (): Promise<boolean> => {
    const ids = await listActive(database);
    if (ids.length <= 1) return true; // the list contains the transaction of this query
    await database.run('TERMINATE TRANSACTIONS $ids', { ids });
    return false;
  };
  if (await waitUntil(areEnded, { every: 20, within, signal })) return;
  throw new BulkgenError('database-changed', `Could not end the transactions of ${database.connection.uri}`, {
    hint: 'Close the sessions and drivers of other clients.',
  });
}

/** The ids of the transactions that are not yet terminated. A terminated one stays in the list until its client asks for it. */
async function listActive(database: Database): Promise<readonly string[]> {
  const { records } = await database.run<{ id: string }>(
    `SHOW TRANSACTIONS YIELD transactionId, database, status
WHERE database = $database AND NOT status STARTS WITH 'Terminated'
RETURN transactionId AS id`,
    { database: database.connection.database },
  );
  return records.map((record) => record.get('id'));
}
