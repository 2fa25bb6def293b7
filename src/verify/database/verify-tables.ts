import { BulkgenError } from '../../errors.ts';
import type { Graph } from '../../model/graph.ts';
import { sumRows } from '../../model/table.ts';
import type { Database } from '../../neo4j/driver.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import { compareTable } from './compare-rows.ts';
import { type DigestPair, digestTables } from './digest-tables.ts';
import { listVerifiedTables } from './verified-table.ts';

/** The digest of a table of a database, 64 hexadecimal digits. */
export interface TableDigest extends Pick<DigestPair, 'kind' | 'name' | 'rows'> {
  /** The same on any machine, for both forms of ids and every version of Neo4j. */
  readonly digest: string;
}

export interface VerifyTablesOptions {
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
  /** Whether the database may hold nodes and relationships that are not of the graph. */
  readonly ignoresOthers?: boolean | undefined;
  /** Whether nodes and relationships of the graph may have more properties and labels than their tables. */
  readonly ignoresAdditions?: boolean | undefined;
}

/**
 * Verifies that a database has every row of its graph, with its labels, ends, properties and types, and no other. The rows
 * to compare with are regenerated, because no file holds events and a restored snapshot has no files; that files hold the
 * same rows is verified by `verify --regenerate`. Throws `rows-differ` with the first row and property that differ, where
 * they can be found.
 */
export async function verifyTables(
  database: Database,
  graph: Graph,
  { signal, onProgress, ignoresOthers, ignoresAdditions }: VerifyTablesOptions,
): Promise<readonly TableDigest[]> {
  const tables = listVerifiedTables(graph);
  const tracker = new ProgressTracker(onProgress);
  const total = sumRows(tables);
  tracker.start('verify-rows', { message: 'Verifying every row', finished: 'Verified every row', total, unit: 'rows' });
  let halves = 0; // each row is regenerated once and read once
  const onRows = (rows: number): void => {
    halves += rows;
    tracker.update(Math.floor(halves / 2));
  };
  const digests = await digestTables(database, graph, { signal, onRows, ignoresOthers, ignoresAdditions });
  const index = digests.findIndex(({ expected, found }) => expected !== found);
  if (index >= 0) {
    const table = tables[index]!;
    tracker.start('find-row', {
      message: `Finding the row of ${table.name} that differs`,
      total: table.count,
      unit: 'rows',
    });
    await compareTable(database, graph, table, {
      signal,
      ignoresAdditions,
      onRows: (rows) => tracker.advance(rows),
    });
    throw tableDiffers(digests[index]!);
  }
  tracker.finish();
  return digests.map(({ kind, name, rows, found }) => ({ kind, name, rows, digest: found }));
}

/** Every expected row was found, so the database has an extra row, or a row twice in place of another. */
function tableDiffers({ name, expected, found }: DigestPair): BulkgenError {
  return new BulkgenError('rows-differ', `Expected the digest of ${name} to be ${expected}, got \`${found}\``, {
    hint: 'Import the folder again with `bulkgen import --force`: the table has rows that the model does not generate.',
  });
}
