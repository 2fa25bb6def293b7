import { setTimeout } from 'node:timers/promises';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { waitUntil } from '../system/wait-until.ts';
import { type Database, useSession } from './driver.ts';
import type { Index } from './indexes.ts';
import { translateErrors } from './translate-errors.ts';

/** A Cypher statement that creates one constraint or index. */
export interface SchemaStatement {
  readonly text: string;
  /** What it builds, for errors: `constraint ci_id_unique on ConfigurationItem(id)`. */
  readonly subject: string;
}

/** An index to wait for; `MISSING` is the state of one that should exist but does not. */
export interface AwaitedIndex extends Pick<Index, 'state' | 'populated' | 'failure'> {
  /** `index ci_name`, for errors. */
  readonly subject: string;
}

export interface BuildOptions {
  /** Lists the indexes to wait for. */
  readonly listAwaited: (database: Database) => Promise<readonly AwaitedIndex[]>;
  /** What the user can do when the build fails. */
  readonly hint: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Milliseconds between two looks at the indexes. */
const every = 200;

/**
 * Runs statements that create constraints and indexes, and waits until every index is online. Returns how many the
 * database did not have. Throws `schema-failed` naming the statement or the index that failed.
 */
export async function buildSchema(
  database: Database,
  statements: readonly SchemaStatement[],
  { listAwaited, hint, signal, onProgress }: BuildOptions,
): Promise<number> {
  const failed = (subject: string, reason: string, cause?: BulkgenError): BulkgenError =>
    new BulkgenError('schema-failed', `Could not build ${subject}: ${reason}`, { hint, cause });
  const tracker = new ProgressTracker(onProgress);
  tracker.start('schema', {
    message: 'Building constraints and indexes',
    finished: 'Built constraints and indexes',
    total: statements.length,
    unit: 'online',
  });
  const listAndReport = async (): Promise<readonly AwaitedIndex[]> => {
    const indexes = await listAwaited(database);
    tracker.update(Math.floor(indexes.reduce((sum, { populated }) => sum + populated / 100, 0)));
    return indexes;
  };
  const created = new AbortController();
  // While a constraint is being created, its index is listed as if it were independent: only progress is read then.
  const listUntilCreated = setTimeout(every, undefined, { signal: created.signal }).then(() =>
    waitUntil(() => listAndReport().then(() => false), { every, signal: created.signal }),
  );
  listUntilCreated.catch(() => {}); // it ends by the signal; an error of the server also ends the creation
  let added: number;
  try {
    added = await createAll(database, statements, { failed, signal });
  } finally {
    created.abort();
    await listUntilCreated.catch(() => {}); // waits for the last query of the list
  }
  const areAllOnline = async (): Promise<boolean> => {
    const indexes = await listAndReport();
    const lost = indexes.find(({ state }) => state === 'FAILED' || state === 'MISSING');
    if (lost) throw failed(lost.subject, lost.failure);
    return indexes.every(({ state }) => state === 'ONLINE');
  };
  await waitUntil(areAllOnline, { every, signal });
  tracker.finish();
  return added;
}

interface CreateOptions {
  readonly failed: (subject: string, reason: string, cause: BulkgenError) => BulkgenError;
  readonly signal: AbortSignal | undefined;
}

/**
 * Indexes first: they fill in the background while the constraints are checked one after the other. All range indexes in one transaction, so that
 * Neo4j scans the nodes once: 8.0 s instead of 9.4 for the schema of the model at 500,000 CIs. A full-text index takes longest and would make the
 * others of its transaction wait, so it starts before them.
 */
async function createAll(
  database: Database,
  statements: readonly SchemaStatement[],
  options: CreateOptions,
): Promise<number> {
  const isConstraint = ({ text }: SchemaStatement): boolean => /^CREATE\s+CONSTRAINT\b/i.test(text);
  const isFulltext = ({ text }: SchemaStatement): boolean => /^CREATE\s+FULLTEXT\b/i.test(text);
  const others = statements.filter((statement) => !isConstraint(statement));
  const groups = [
    others.filter(isFulltext),
    others.filter((statement) => !isFulltext(statement)),
    ...statements.filter(isConstraint).map((constraint) => [constraint]),
  ];
  let added = 0;
  for (const group of groups) {
    throwIfAborted(options.signal);
    added += await createTogether(database, group, options);
  }
  return added;
}

/** Runs statements in one transaction. Returns how many constraints and indexes they added. */
async function createTogether(
  { driver, connection }: Database,
  statements: readonly SchemaStatement[],
  { failed, signal }: CreateOptions,
): Promise<number> {
  if (statements.length === 0) return 0;
  const session = driver.session({ database: connection.database });
  let current = statements[0]!;
  const run = (): Promise<number> =>
    session.executeWrite(async (transaction) => {
      let added = 0;
      for (current of statements) {
        const { summary } = await transaction.run(current.text);
        const { constraintsAdded = 0, indexesAdded = 0 } = summary.counters.updates();
        added += constraintsAdded + indexesAdded;
      }
      return added;
    });
  try {
    return await useSession(session, () => translateErrors(connection, run, signal));
  } catch (error) {
    const cause = error as BulkgenError;
    throw cause.code === 'query-failed' ? failed(current.subject, cause.message, cause) : cause;
  }
}
