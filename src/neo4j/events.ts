import type { Session } from 'neo4j-driver';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { createRecordReader } from '../model/record.ts';
import type { EventTable } from '../model/table.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { formatCount } from '../system/format-number.ts';
import { quoteName, toInteger } from './cypher.ts';
import { defaultSessions } from './default-sessions.ts';
import type { Database } from './driver.ts';
import { differentGraph, findOwnEvents } from './own-events.ts';
import { translateErrors } from './translate-errors.ts';
import { toDriverProperties } from './value.ts';

/** How to create events. */
export interface EventOptions {
  /**
   * The kind of database. `any` (default): bulkgen finds CIs by readable id, which is fast only with the constraint
   * `ci_id_unique`, and does not change existing events. `fresh`: a store that was just imported by record number and has no
   * index yet. bulkgen finds CIs by internal id, which is the record number there. This is twice as fast.
   */
  readonly into?: 'any' | 'fresh';
  /** Rows per UNWIND, 1,000 by default. */
  readonly batchSize?: number;
  /** Concurrent sessions; by default the number of processors of this machine, but at least 2 and at most 4. */
  readonly sessions?: number;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Creates the events of a graph, each with a relationship to the CI it affects. Unless the store is fresh, existing events
 * are not changed. Returns how many events the server confirmed. Throws `counts-differ` when a batch finds fewer CIs than
 * it has events.
 */
export async function createEvents(database: Database, graph: Graph, options: EventOptions = {}): Promise<number> {
  checkOptions('createEvents', options, eventForms);
  const { into = 'any', batchSize = 1_000, sessions = defaultSessions, signal, onProgress } = options;
  refuseInvalid({ batchSize, sessions });
  const { events } = graph;
  if (!events) return 0;
  if (into === 'any') await findOwnEvents(database, graph, signal); // refuses another graph before anything is written
  const tracker = new ProgressTracker(onProgress);
  tracker.start('events', { message: 'Creating events', total: events.count, unit: 'events' });
  const cypher = toStatement(graph.model, events, into);
  const batches = listBatches(events, batchSize);
  let [confirmed, created] = [0, 0];
  const work = async (): Promise<void> => {
    const session = database.driver.session({ database: database.connection.database });
    try {
      // All sessions share this generator. An error in one of them ends it, so that the others stop after their batch.
      for (const batch of batches) {
        throwIfAborted(signal);
        const missing = await createBatch(session, cypher, batch);
        created += missing; // not `+= await`, which would read the sum before other sessions add to it
        confirmed += batch.rows.length;
        tracker.update(confirmed);
      }
    } finally {
      await session.close();
    }
  };
  const results = await Promise.allSettled(
    Array.from({ length: sessions }, () => translateErrors(database.connection, work, signal)),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  tracker.update(confirmed, describeCreated(created, confirmed));
  tracker.finish();
  return confirmed;
}

function describeCreated(created: number, confirmed: number): string {
  if (created === confirmed) return 'Created events';
  return created === 0
    ? 'Checked events, none was missing'
    : `Checked events and created ${formatCount(created)} of them`;
}

const eventForms: OptionForms<EventOptions> = {
  into: 'any',
  batchSize: 'any',
  sessions: 'any',
  signal: 'signal',
  onProgress: 'function',
};

const deletedTogether = 10_000;

/**
 * Deletes the events of this graph with their relationships, and no other node. Returns how many it deleted. Throws
 * `counts-differ`, with nothing deleted, when the database holds a different graph.
 */
export async function clearEvents(
  database: Database,
  graph: Graph,
  options: Pick<EventOptions, 'signal'> = {},
): Promise<number> {
  checkOptions('clearEvents', options, { signal: 'signal' });
  const { signal } = options;
  const own = await findOwnEvents(database, graph, signal);
  let deleted = 0;
  for (let first = 0; first < own.length; first += deletedTogether) {
    throwIfAborted(signal);
    const elements = own.slice(first, first + deletedTogether);
    const cypher = 'MATCH (e) WHERE elementId(e) IN $elements DETACH DELETE e';
    const { summary } = await database.query(cypher, { elements });
    deleted += summary.counters.updates().nodesDeleted;
  }
  return deleted;
}

function refuseInvalid(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new BulkgenError('invalid-option', `Expected ${name} to be an integer from 1, got \`${value}\``);
  }
}

interface EventRow {
  /** The record number of the affected CI. */
  readonly record: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Batch {
  /** The ordinal of its first event. */
  readonly first: number;
  readonly rows: readonly EventRow[];
}

function* listBatches(events: EventTable, batchSize: number): Generator<Batch> {
  const read = createRecordReader(events);
  const toRow = (ordinal: number): EventRow => ({
    record: toInteger(events.affected(ordinal)),
    properties: toDriverProperties(read(ordinal).properties),
  });
  for (let first = 0; first < events.count; first += batchSize) {
    const length = Math.min(batchSize, events.count - first);
    yield { first, rows: Array.from({ length }, (_, index) => toRow(first + index)) };
  }
}

/** Returns how many of the events did not exist before. */
async function createBatch(session: Session, cypher: string, { first, rows }: Batch): Promise<number> {
  return session.executeWrite(async (transaction) => {
    const { records, summary } = await transaction.run<{ rows: bigint }>(cypher, { rows });
    const found = Number(records[0]!.get('rows')); // a repeated MERGE creates nothing, so this counts rows, not new nodes
    if (found === rows.length) return summary.counters.updates().nodesCreated;
    const last = first + rows.length - 1;
    // Thrown here, because it then undoes the batch.
    throw differentGraph(
      `Expected the database to contain the nodes of events ${first} to ${last}, found only ${found} of ${rows.length}`,
    );
  });
}

function toStatement(model: Model, events: EventTable, into: 'any' | 'fresh'): string {
  const event = `e:${quoteName(events.name)}`;
  const affects = `(e)-[:${quoteName(events.relationshipType)}]->(ci)`;
  const work =
    into === 'any'
      ? `MATCH (ci:${quoteName(model.label)} {id: row.properties.affectedCi})
MERGE (${event} {id: row.properties.id}) ON CREATE SET e = row.properties
MERGE ${affects}`
      : // The readable id is compared so that a store of other files is never linked wrongly. A batch that is committed and
        // still retried creates its events twice; building their constraint, the next step, then fails.
        `MATCH (ci) WHERE id(ci) = row.record AND ci.id = row.properties.affectedCi
CREATE (${event}) SET e = row.properties
CREATE ${affects}`;
  return `UNWIND $rows AS row\n${work}\nRETURN count(*) AS rows`;
}
