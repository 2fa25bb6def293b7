import type { Database } from './driver.ts';

/** The number of the last transaction that was committed: as long as it is the same, so is everything in the database. */
export async function readLastTransaction({ connection, query }: Database): Promise<string> {
  const { records } = await query<{ last: bigint | null }>(
    'SHOW DATABASES YIELD name, lastCommittedTxn WHERE name = $name RETURN lastCommittedTxn AS last',
    { name: connection.database },
  );
  return String(records[0]?.get('last'));
}
