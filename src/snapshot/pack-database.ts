// What a database becomes in a snapshot: its dump, and what it holds as it was counted before.
import { BulkgenError } from '../errors.ts';
import { type Database, readLastTransaction, useDatabase } from '../neo4j/driver.ts';
import { readConnection } from '../replacement/connect.ts';
import type { Target } from '../targets/target.ts';
import { type DatabaseContent as CountedContent, readDatabaseContent } from '../verify/database/database-content.ts';
import { type Packed, type PackOptions, packDump } from './packed.ts';
import type { RecordedContent } from './snapshot-manifest.ts';

export interface DatabaseContent {
  readonly kind: 'database';
  readonly target: Target;
  readonly database?: string;
}

/** Dumps the database where it is; its server stops for that. Throws `database-changed` when somebody wrote meanwhile. */
export async function packDatabase(
  { target, database = 'neo4j' }: DatabaseContent,
  options: PackOptions,
): Promise<Packed> {
  const { signal, onProgress } = options;
  let content: CountedContent | undefined;
  let last: string | undefined;
  const look = async (opened: Database): Promise<void> => {
    last = await readLastTransaction(opened);
    content = await readDatabaseContent(opened, { signal, onProgress });
  };
  const wasRunning = await target.isRunning();
  const file = await packDump({ target, database, look }, options);
  if (wasRunning) await refuseChanged(target, database, last!, signal);
  return { neo4j: target.version, content: record(content!), files: [file] };
}

/** What was written between the count and the dump is in one of them alone. */
async function refuseChanged(
  target: Target,
  database: string,
  last: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const connection = await readConnection(target, database);
  if ((await useDatabase(connection, readLastTransaction, signal)) === last) return;
  throw new BulkgenError(
    'database-changed',
    `Somebody wrote into database \`${database}\` at ${connection.uri} while it was packed`,
    {
      hint: 'Nothing was changed, and there is no snapshot. Try again when nobody writes.',
    },
  );
}

function record({ labels, types, ...content }: CountedContent): RecordedContent {
  const sort = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...content, labels: sort(labels), types: sort(types) };
}
