import { setTimeout as sleep } from 'node:timers/promises';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import type { Database } from './driver.ts';
import { runTogether } from './run-together.ts';
import type { SchemaStatement } from './schema-file.ts';

export interface RunSchemaOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** An index that somebody created, be it for a constraint. */
interface IndexState {
  readonly name: string;
  /** `ONLINE`, `POPULATING`, `FAILED`. */
  readonly state: string;
  /** 0 to 100. */
  readonly populated: number;
  readonly failure: string;
}

const pauseMilliseconds = 200;

/**
 * Runs statements that create constraints and indexes, and waits until every index is online. Answers how many were not
 * there yet. Throws `schema-failed` naming the place of the statement, or the index, that failed.
 */
export async function runSchema(
  database: Database,
  statements: readonly SchemaStatement[],
  { signal, onProgress }: RunSchemaOptions = {},
): Promise<number> {
  const tracker = new ProgressTracker(onProgress);
  tracker.start('schema', {
    message: 'Building constraints and indexes',
    finished: 'Built constraints and indexes',
    total: statements.length,
    unit: 'done',
  });
  const isConstraint = ({ text }: SchemaStatement): boolean => /^CREATE\s+CONSTRAINT\b/i.test(text);
  // They fill in the background while the constraints are checked one after the other.
  let added = await runAll(
    database,
    statements.filter((statement) => !isConstraint(statement)),
    signal,
  );
  for (const constraint of statements.filter(isConstraint)) {
    throwIfAborted(signal);
    added += await runAll(database, [constraint], signal);
    tracker.advance(1);
  }
  for (;;) {
    const indexes = await listIndexes(database);
    const wrong = indexes.find(({ state }) => state === 'FAILED');
    if (wrong) throw failed(`index ${wrong.name}`, wrong.failure);
    if (indexes.every(({ state }) => state === 'ONLINE')) break;
    throwIfAborted(signal);
    await sleep(pauseMilliseconds);
  }
  tracker.finish();
  return added;
}

/** Every index but those that Neo4j makes by itself, for looking up labels and types. */
async function listIndexes(database: Database): Promise<readonly IndexState[]> {
  const { records } = await database.query<Record<string, unknown>>(
    `SHOW INDEXES YIELD name, type, state, populationPercent, failureMessage WHERE type <> 'LOOKUP'
     RETURN name, state, populationPercent AS populated, failureMessage AS failure`,
  );
  return records.map((record) => record.toObject() as unknown as IndexState);
}

/** How many constraints and indexes are there and at work; a constraint with an index of its own is one. */
export async function countOnline(database: Database): Promise<number> {
  const indexes = await listIndexes(database);
  const { records } = await database.query<{ count: bigint }>(
    'SHOW CONSTRAINTS YIELD ownedIndex WHERE ownedIndex IS NULL RETURN count(*) AS count',
  );
  return indexes.filter(({ state }) => state === 'ONLINE').length + Number(records[0]!.get('count'));
}

async function runAll(
  database: Database,
  statements: readonly SchemaStatement[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const texts = statements.map(({ text }) => text);
  return runTogether(database, texts, (index, cause) => failed(statements[index]!.place, cause.message, cause), signal);
}

function failed(what: string, reason: string, cause?: unknown): BulkgenError {
  return new BulkgenError('schema-failed', `Could not build the schema of ${what}: ${reason}`, {
    hint: 'Nothing was changed. Correct the statement, or the data, and import again.',
    cause,
  });
}
