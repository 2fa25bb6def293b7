import { BulkgenError } from '../../errors.ts';
import type { Graph } from '../../model/graph.ts';
import type { Database } from '../../neo4j/driver.ts';
import { type ProgressListener, ProgressTracker } from '../../progress/tracker.ts';
import { compareTable } from './compare-rows.ts';
import { type DigestPair, digestTables } from './digest-tables.ts';
import { listVerifiedTables } from './verified-table.ts';

/** What a table of a database holds, in 64 hexadecimal digits. */
export interface TableDigest extends Pick<DigestPair, 'kind' | 'name' | 'rows'> {
  /** The same on any machine, for both forms of ids and every version of Neo4j. */
  readonly digest: string;
}

export interface VerifyTablesOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Proves every row of a database: labels, ends, properties and types, none more and none less. What it is compared with
 * is regenerated, not read: events stand in no file, a restored snapshot has none, and the files' own hashes and
 * `verify --regenerate` prove that they hold these rows. Throws `rows-differ`, with the first row and property that
 * differ where they are found.
 */
export async function verifyTables(
  database: Database,
  graph: Graph,
  { signal, onProgress }: VerifyTablesOptions,
): Promise<readonly TableDigest[]> {
  const tables = listVerifiedTables(graph);
  const tracker = new ProgressTracker(onProgress);
  // Each row is made once and read once.
  const total = 2 * tables.reduce((sum, { count }) => sum + count, 0);
  tracker.start('verify-rows', { message: 'Verifying every row', finished: 'Verified every row', total, unit: 'rows' });
  const onRows = (rows: number): void => tracker.advance(rows);
  const digests = await digestTables(database, graph, { signal, onRows });
  const place = digests.findIndex(({ expected, found }) => expected !== found);
  if (place >= 0) {
    const table = tables[place]!;
    tracker.start('find-row', {
      message: `Find the row of ${table.name} that differs`,
      total: table.count,
      unit: 'rows',
    });
    await compareTable(database, graph, table, { signal, onRows });
    throw tableDiffers(digests[place]!);
  }
  tracker.finish();
  return digests.map(({ kind, name, rows, found }) => ({ kind, name, rows, digest: found }));
}

/** Each row that should be there is, so there is one more or one twice in place of another. */
function tableDiffers({ name, expected, found }: DigestPair): BulkgenError {
  return new BulkgenError('rows-differ', `Expected the digest of ${name} to be ${expected}, got \`${found}\``, {
    hint: 'It has rows that its model does not make: import the folder again with `bulkgen import --force`.',
  });
}
