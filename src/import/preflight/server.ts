import { BulkgenError } from '../../errors.ts';
import { countNodes } from '../../neo4j/count.ts';
import { type Connection, connect, type Database } from '../../neo4j/driver.ts';
import { listSchemaNames } from '../../neo4j/indexes.ts';
import { waitReachable } from '../../neo4j/wait-online.ts';
import { queryBeforeSwap } from '../../replacement/connect.ts';
import { formatQuantity } from '../../system/format-number.ts';
import type { Import } from '../sources/source.ts';

/** A running server must accept the credentials and have the database, and the database must be empty unless `force` is set. */
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
  if (!work.force) await refuseContent(work, signal);
}

/**
 * Throws `database-not-empty` when the database holds nodes, or constraints and indexes that the new database lacks. Starts a
 * stopped server to look.
 */
export async function refuseContent(work: Import, signal: AbortSignal | undefined): Promise<void> {
  const { target, database, journal, source } = work;
  if (!(await target.isRunning()) && !(await target.files.exists(journal.stores[0]!.live))) return;
  const found = await queryBeforeSwap(work, readContent, signal);
  const lost = found.schema.filter((name) => !source.schema?.includes(name));
  const holds = `Database \`${database}\` of ${target.description} holds`;
  if (found.nodes > 0) {
    throw new BulkgenError('database-not-empty', `${holds} ${formatQuantity(found.nodes, 'nodes')}`, {
      hint: 'Add --force to replace it. Nothing was changed.',
    });
  }
  if (lost.length === 0) return;
  const names = lost.map((name) => `\`${name}\``).join(', ');
  const message = `${holds} no nodes, but constraints or indexes that an import removes: ${names}`;
  throw new BulkgenError('database-not-empty', message, {
    hint: 'Add --force to replace it, and create them again after the import. Nothing was changed.',
  });
}

async function readContent(
  database: Database,
): Promise<{ readonly nodes: number; readonly schema: readonly string[] }> {
  return { nodes: await countNodes(database), schema: await listSchemaNames(database) };
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
