import { BulkgenError } from '../errors.ts';
import type { Connection } from '../neo4j/connection.ts';
import { countNodes } from '../neo4j/count.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import type { Replacement } from './replacement.ts';

/** Throws `database-not-empty` when the database holds nodes; a stopped server is started to be asked, and stopped again. */
export async function refuseNodes(
  {
    target,
    database,
    journal,
    readConnection,
  }: Pick<Replacement, 'target' | 'database' | 'journal' | 'readConnection'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isRunning = await target.isRunning();
  if (!isRunning) {
    if (!(await target.files.exists(journal.stores[0]!.live))) return;
    await target.start({ signal });
  }
  let nodes: number;
  try {
    nodes = await countIn(await readConnection(), signal);
  } finally {
    if (!isRunning) await target.stop();
  }
  if (nodes === 0) return;
  const holds = `${nodes.toLocaleString('en-US')} ${nodes === 1 ? 'node' : 'nodes'}`;
  throw new BulkgenError('database-not-empty', `Database \`${database}\` of ${target.description} holds ${holds}`, {
    hint: 'Nothing was changed. To replace it, add --force.',
  });
}

async function countIn(connection: Connection, signal: AbortSignal | undefined): Promise<number> {
  const opened = await waitOnline(connection, { signal });
  try {
    return await countNodes(opened);
  } finally {
    await opened.close();
  }
}
