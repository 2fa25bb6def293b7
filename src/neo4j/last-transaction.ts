import { type Database, explain, useSession } from './driver.ts';

/**
 * A bookmark, which names the last transaction that was committed: as long as it is the same, so is everything in the
 * database, also after the server was stopped and started (seen on 5.26.30 and 2026.08.1; Community tells no
 * `lastCommittedTxn`).
 */
export async function readLastTransaction({ connection, driver }: Database): Promise<string> {
  const session = driver.session({ database: connection.database, defaultAccessMode: 'READ' });
  return useSession(session, async () => {
    await explain(connection, () => session.run('RETURN 1'));
    return session.lastBookmarks().join(' ');
  });
}
