// Packs a database as its dump, with counts and digests that are read before the dump.
import { BulkgenError } from '../errors.ts';
import { type Database, readLastTransaction, useDatabase } from '../neo4j/driver.ts';
import type { Target } from '../targets/target.ts';
import { type DatabaseContent, readDatabaseContent } from '../verify/database/database-content.ts';
import { type PackedContent, type PackOptions, packDump } from './pack-dump.ts';
import type { RecordedContent } from './snapshot-manifest.ts';

/** A database to be packed. */
export interface DatabaseToPack {
  readonly kind: 'database';
  readonly target: Target;
  readonly database?: string;
}

/** Dumps the database. Its server stops for the dump. Throws `database-changed` when another client wrote meanwhile. */
export async function packDatabase(
  { target, database = 'neo4j' }: DatabaseToPack,
  options: PackOptions,
): Promise<PackedContent> {
  const { signal, onProgress } = options;
  let content: DatabaseContent | undefined;
  let lastTransaction: string | undefined;
  const beforeDump = async (opened: Database): Promise<void> => {
    lastTransaction = await readLastTransaction(opened);
    content = await readDatabaseContent(opened, { signal, onProgress });
  };
  const wasRunning = await target.isRunning();
  const file = await packDump({ target, database, beforeDump }, options);
  if (wasRunning) await assertUnchanged(target, database, lastTransaction!, signal);
  return { neo4j: target.version, content: recordContent(content!), files: [file] };
}

/** A write between the count and the dump would be in only one of them. */
async function assertUnchanged(
  target: Target,
  database: string,
  lastTransaction: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const connection = await target.connection(database);
  if ((await useDatabase(connection, readLastTransaction, signal)) === lastTransaction) return;
  const message = `Another client wrote into database \`${database}\` at ${connection.uri} while bulkgen packed it`;
  throw new BulkgenError('database-changed', message, {
    hint: 'Try again when no other client writes. No snapshot was created. Nothing was changed.',
  });
}

function recordContent({ labels, types, ...content }: DatabaseContent): RecordedContent {
  const sort = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...content, labels: sort(labels), types: sort(types) };
}
