import { BulkgenError } from '../../errors.ts';
import { countNodes } from '../../neo4j/count.ts';
import { type Connection, connect } from '../../neo4j/driver.ts';
import { waitReachable } from '../../neo4j/wait-online.ts';
import { queryBeforeSwap } from '../../replacement/connect.ts';
import type { Replacement } from '../../replacement/replacement.ts';
import { formatQuantity } from '../../system/format-number.ts';
import type { Import } from '../sources/source.ts';

/** A running server must accept the credentials and have the database, and the database no nodes unless `force` is set. */
export async function refuseServer(work: Import, signal: AbortSignal | undefined): Promise<void> {
  const { target, database, journal } = work;
  const connection = await target.connection(database); // also for a stopped server: finds a missing password now
  if (!journal.wasRunning) return target.assertStoreUnused();
  await waitReachable(connection, signal);
  const names = await listDatabases({ ...connection, database: 'system' }, signal);
  if (!names.includes(database)) {
    const others = names.filter((name) => name !== 'system').map((name) => `\`${name}\``);
    throw new BulkgenError('database-unknown', `${target.description} has no database \`${database}\``, {
      hint: `Name an existing database with --database: ${others.join(', ') || 'the server has none'}.`,
    });
  }
  if (!work.force) await refuseNodes(work, signal);
}

/** Throws `database-not-empty` when the database holds nodes. Starts a stopped server to count them. */
export async function refuseNodes(
  work: Pick<Replacement, 'target' | 'database' | 'journal'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { target, database, journal } = work;
  if (!(await target.isRunning()) && !(await target.files.exists(journal.stores[0]!.live))) return;
  const nodes = await queryBeforeSwap(work, countNodes, signal);
  if (nodes === 0) return;
  throw new BulkgenError(
    'database-not-empty',
    `Database \`${database}\` of ${target.description} holds ${formatQuantity(nodes, 'nodes')}`,
    {
      hint: 'Add --force to replace it. Nothing was changed.',
    },
  );
}

async function listDatabases(connection: Connection, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const system = await connect(connection, signal);
  try {
    const { records } = await system.query<{ name: string }>('SHOW DATABASES YIELD name');
    return records.map((record) => record.get('name'));
  } finally {
    await system.close();
  }
}
