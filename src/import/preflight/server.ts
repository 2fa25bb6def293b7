import { BulkgenError } from '../../errors.ts';
import { connect } from '../../neo4j/driver.ts';
import { waitReachable } from '../../neo4j/wait-reachable.ts';
import { readConnection } from '../../replacement/connect.ts';
import { refuseNodes } from '../refuse-nodes.ts';
import type { Import } from '../sources/source.ts';

/** A server that runs must let this user in, have the database, and, unless forced, no node in it. */
export async function refuseServer(work: Import, signal: AbortSignal | undefined): Promise<void> {
  const { target, database, journal } = work;
  const connection = await readConnection(target, database); // finds a missing password now rather than after the stop
  if (!journal.wasRunning) return target.assertStoreUnused();
  await waitReachable(connection, signal);
  const names = await listDatabases({ ...connection, database: 'system' }, signal);
  if (!names.includes(database)) {
    const others = names.filter((name) => name !== 'system').map((name) => `\`${name}\``);
    throw new BulkgenError('database-unknown', `${target.description} has no database \`${database}\``, {
      hint: `It has ${others.join(', ') || 'none'}: name one with --database.`,
    });
  }
  if (!work.force) await refuseNodes(work, signal);
}

async function listDatabases(
  connection: Parameters<typeof connect>[0],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const system = await connect(connection, signal);
  try {
    const { records } = await system.query<{ name: string }>('SHOW DATABASES YIELD name');
    return records.map((record) => record.get('name'));
  } finally {
    await system.close();
  }
}
