import { join } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import type { Connection } from '../neo4j/connection.ts';
import { countNodes } from '../neo4j/count.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import type { Target } from '../target/target.ts';

interface ServerState {
  readonly wasRunning: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Throws `database-not-empty` when the database holds nodes; a stopped server is started to be asked. */
export async function refuseNodes(
  target: Target,
  connection: Connection,
  { wasRunning, signal }: ServerState,
): Promise<void> {
  if (!wasRunning) {
    if (!(await target.files.exists(join(target.dataFolder, 'databases', connection.database)))) return;
    await target.start({ signal });
  }
  const nodes = await countIn(connection, signal).catch(async (error) => {
    if (!wasRunning) await target.stop();
    throw error;
  });
  if (nodes === 0) return;
  if (!wasRunning) await target.stop();
  const holds = `${nodes.toLocaleString('en-US')} ${nodes === 1 ? 'node' : 'nodes'}`;
  throw new BulkgenError(
    'database-not-empty',
    `Database \`${connection.database}\` of ${target.description} holds ${holds}`,
    {
      hint: 'Nothing was changed. To replace it, add --force.',
    },
  );
}

async function countIn(connection: Connection, signal: AbortSignal | undefined): Promise<number> {
  const opened = await waitOnline(connection, { signal });
  try {
    return await countNodes(opened);
  } finally {
    await opened.close();
  }
}
