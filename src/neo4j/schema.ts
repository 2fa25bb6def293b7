import { setTimeout as sleep } from 'node:timers/promises';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { SchemaElement } from '../model/model.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import type { Database } from './driver.ts';
import { quoteName } from './quote-name.ts';
import { runTogether } from './run-together.ts';

export interface SchemaOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** A constraint or index as the database has it. */
export interface SchemaState extends SchemaElement {
  /** `ONLINE`, `POPULATING`, `FAILED`, or `MISSING`. */
  readonly state: string;
  /** 0 to 100. */
  readonly populated: number;
  readonly failure: string;
}

const pauseMilliseconds = 200;

/**
 * Creates what is missing and waits until every index is online. Throws `schema-failed` naming the element that failed,
 * or whose name is taken by something else.
 */
export async function createSchema(
  database: Database,
  elements: readonly SchemaElement[],
  { signal, onProgress }: SchemaOptions = {},
): Promise<readonly SchemaState[]> {
  const tracker = new ProgressTracker(onProgress);
  tracker.start('schema', {
    message: 'Building constraints and indexes',
    finished: 'Built constraints and indexes',
    total: elements.length,
    unit: 'online',
  });
  let created = false;
  const stopped = new AbortController();
  const creating = createAll(database, elements, stopped.signal).then(() => {
    created = true;
  });
  creating.catch(() => {}); // it may fail before the loop comes to await it
  try {
    for (;;) {
      // Asked before the states: while a constraint is being created, its index stands there as if it were one of its own.
      const allCreated = created;
      const states = await showSchema(database, elements);
      tracker.update(Math.floor(states.reduce((sum, { populated }) => sum + populated / 100, 0)));
      if (allCreated) {
        const wrong = states.find(({ state }) => state === 'FAILED' || state === 'MISSING');
        if (wrong) throw failed(wrong, wrong.failure);
        if (states.every(({ state }) => state === 'ONLINE')) break;
      }
      // A statement that creates a constraint returns when its index is full, and throws when it cannot be.
      await (created ? sleep(pauseMilliseconds) : Promise.race([creating, sleep(pauseMilliseconds)]));
      throwIfAborted(signal);
    }
  } finally {
    stopped.abort();
    await creating.catch(() => {}); // what it throws was thrown by the race
  }
  tracker.finish();
  return showSchema(database, elements);
}

/**
 * Indexes first: they fill in the background while the constraints are checked one after the other. All in one transaction,
 * so that Neo4j scans the nodes once for all of them: 8.0 s instead of 9.4 for the model's schema at 500,000 CIs.
 */
async function createAll(database: Database, elements: readonly SchemaElement[], signal: AbortSignal): Promise<void> {
  await createTogether(
    database,
    elements.filter(({ kind }) => kind === 'index'),
  );
  for (const constraint of elements.filter(({ kind }) => kind === 'constraint')) {
    if (signal.aborted) return;
    await createTogether(database, [constraint]);
  }
}

async function createTogether(database: Database, elements: readonly SchemaElement[]): Promise<void> {
  const statements = elements.map(toCreateStatement);
  await runTogether(database, statements, (index, cause) => failed(elements[index]!, cause.message, cause));
}

/** Drops those of the elements that are there. Answers how many were. */
export async function dropSchema(database: Database, elements: readonly SchemaElement[]): Promise<number> {
  const states = await showSchema(database, elements);
  const there = states.filter(({ state }) => state !== 'MISSING');
  for (const { kind, name } of there) await database.query(`DROP ${kind.toUpperCase()} ${quoteName(name)} IF EXISTS`);
  return there.length;
}

interface IndexRow extends Record<string, unknown> {
  readonly name: string;
  readonly state: string;
  readonly populationPercent: number;
  readonly labelsOrTypes: readonly string[];
  readonly properties: readonly string[];
  readonly owningConstraint: string | null;
  readonly failureMessage: string;
}

/** The state of each of the elements in the database. */
export async function showSchema(
  database: Database,
  elements: readonly SchemaElement[],
): Promise<readonly SchemaState[]> {
  const { records } = await database.query<IndexRow>(
    `SHOW INDEXES YIELD name, state, populationPercent, labelsOrTypes, properties, owningConstraint, failureMessage`,
  );
  const rows = records.map((record) => record.toObject());
  return elements.map((element) => {
    const row = rows.find(({ name }) => name === element.name);
    if (!row) return { ...element, state: 'MISSING', populated: 0, failure: 'it does not exist' };
    const found = `${row.labelsOrTypes?.join()}(${row.properties?.join()})`;
    const expected = `${element.label}(${element.properties.join()})`;
    if (found !== expected || (element.kind === 'constraint') !== (row.owningConstraint === element.name)) {
      const failure = `the name is taken by ${row.owningConstraint === null ? 'an index' : 'a constraint'} on ${found}`;
      return { ...element, state: 'MISSING', populated: 0, failure };
    }
    return { ...element, state: row.state, populated: row.populationPercent, failure: row.failureMessage };
  });
}

function toCreateStatement({ kind, name, label, properties }: SchemaElement): string {
  const on = properties.map((property) => `n.${quoteName(property)}`).join(', ');
  const head = `CREATE ${kind.toUpperCase()} ${quoteName(name)} IF NOT EXISTS FOR (n:${quoteName(label)})`;
  return kind === 'constraint' ? `${head} REQUIRE ${on} IS UNIQUE` : `${head} ON (${on})`;
}

function failed({ kind, name, label, properties }: SchemaElement, reason: string, cause?: unknown): BulkgenError {
  return new BulkgenError(
    'schema-failed',
    `Could not build ${kind} ${name} on ${label}(${properties.join()}): ${reason}`,
    {
      hint: `Mend that, or drop what has its name, and run \`bulkgen schema create\` again.`,
      cause,
    },
  );
}
