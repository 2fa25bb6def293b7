import { join } from 'node:path/posix';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import type { Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import type { Connection } from '../neo4j/connection.ts';
import { countNodes } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import { createEvents } from '../neo4j/events.ts';
import { createSchema } from '../neo4j/schema.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import type { Target } from '../target/target.ts';
import { type DatabaseCheck, verifyDatabase } from '../verify/verify-database.ts';
import { verifyFiles } from '../verify/verify-files.ts';
import { runImporter } from './run-importer.ts';
import { openStaging, type Staging } from './staging.ts';

/** Community's record format ends there (facts of Neo4j 5 and 2026: 34,359,738,368 nodes or relationships). */
const largestCount = 2 ** 35;

export interface ImportOptions {
  /** A folder that `exportGraph` wrote. */
  readonly folder: string;
  readonly target: Target;
  /** `neo4j` by default, the one database of Community. */
  readonly database?: string;
  /** User and password, when they are not those the target knows. */
  readonly credentials?: Partial<Pick<Connection, 'username' | 'password'>>;
  /** Replace a database that holds nodes. */
  readonly force?: boolean;
  /** The model of the files, when it is not one of bulkgen's own. */
  readonly model?: Model;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

export interface ImportResult {
  readonly manifest: Manifest;
  /** What was counted in the database afterwards; every one agrees. */
  readonly checks: readonly DatabaseCheck[];
  readonly uri: string;
  readonly database: string;
  /** Seconds of each step, in order. Schema and events overlap where they can. */
  readonly seconds: Readonly<Record<string, number>>;
}

/**
 * Imports an export: files are checked, the server is stopped, `neo4j-admin` fills a staging store, the stores are
 * swapped, the server started, constraints, indexes and events made, and everything counted. When anything fails or
 * `signal` fires, the store that was there is back and a server that was running runs again. Throws
 * `database-not-empty` unless forced; afterwards the server is running.
 */
export async function importGraph(options: ImportOptions): Promise<ImportResult> {
  const { folder, target, database = 'neo4j', signal, onProgress } = options;
  const seconds: Record<string, number> = {};
  const time = createTimer(seconds);
  const manifest = await time('files', () => verifyFiles(folder, { signal, onProgress }));
  const graph = graphOf(manifest, options.model);
  refuseTooLarge(manifest);
  const seenFolder = await target.seeFolder(folder);
  const connection: Connection = { ...(await target.connection()), ...options.credentials, database };
  const wasRunning = await target.isRunning();
  if (!options.force) await refuseNodes(target, connection, { wasRunning, signal });
  const tracker = new ProgressTracker(onProgress);
  tracker.start('stop', { message: 'Stop the server' });
  await time('stop', () => target.stop());
  tracker.finish();
  const staging = await openStaging(target, database);
  try {
    const { config } = staging;
    await time('import', () =>
      runImporter({ target, manifest, folder: seenFolder, database, config, signal, onProgress }),
    );
    throwIfAborted(signal);
    await staging.swap();
    tracker.start('start', { message: 'Start the server' });
    await using opened = await time('start', async () => {
      await target.start({ signal });
      return waitOnline(connection, { signal });
    });
    tracker.finish();
    await build(opened, graph, { manifest, time, signal, onProgress });
    tracker.start('verify', { message: 'Count everything' });
    const checks = await time('verify', () => verifyDatabase(opened, manifest, graph));
    tracker.finish();
    throwIfAborted(signal);
    await staging.settle();
    return { manifest, checks, uri: connection.uri, database, seconds };
  } catch (error) {
    throw await restore(error, { target, staging, connection, wasRunning });
  }
}

function refuseTooLarge({ totals }: Manifest): void {
  for (const what of ['nodes', 'relationships'] as const) {
    if (totals[what] <= largestCount) continue;
    throw new BulkgenError(
      'scale-too-large',
      `Neo4j Community holds at most 2^35 ${what}, the export has ${totals[what]}`,
      {
        hint: 'Export a smaller scale.',
      },
    );
  }
}

interface ServerState {
  readonly wasRunning: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Throws `database-not-empty` when the database holds nodes; a stopped server is started to be asked. */
async function refuseNodes(target: Target, connection: Connection, { wasRunning, signal }: ServerState): Promise<void> {
  if (!wasRunning) {
    if (!(await target.files.exists(join(target.dataFolder, 'databases', connection.database)))) return;
    await target.start({ signal });
  }
  const nodes = await countIn(connection, signal).catch(async (error) => {
    if (!wasRunning) await target.stop();
    throw error;
  });
  if (nodes === 0) return;
  if (!wasRunning) await target.stop();
  const holds = `${nodes.toLocaleString('en-US')} ${nodes === 1 ? 'node' : 'nodes'}`;
  throw new BulkgenError(
    'database-not-empty',
    `Database \`${connection.database}\` of ${target.description} holds ${holds}`,
    {
      hint: 'Nothing was changed. To replace it, add --force.',
    },
  );
}

async function countIn(connection: Connection, signal: AbortSignal | undefined): Promise<number> {
  await using opened = await waitOnline(connection, { signal });
  return await countNodes(opened); // before the connection closes
}

interface BuildContext {
  readonly manifest: Manifest;
  readonly time: Timer;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
}

/**
 * Schema and events. After an import by record number the events find their CIs without an index, so the indexes of the
 * CIs are filled at the same time; those of the events come first, on no events yet.
 */
async function build(database: Database, graph: Graph, context: BuildContext): Promise<void> {
  const { manifest, time, signal, onProgress } = context;
  const { schema } = graph.model;
  const buildSchema = () => time('schema', () => createSchema(database, schema, { signal, onProgress }));
  const buildEvents = (findBy: 'id' | 'record') =>
    time('events', () => createEvents(database, graph, { findBy, signal, onProgress }));
  if (manifest.ids === 'string') {
    await buildSchema();
    await buildEvents('id');
    return;
  }
  const ofEvents = schema.filter(({ label }) => label === graph.events.name);
  await createSchema(database, ofEvents, { signal });
  const results = await Promise.allSettled([buildSchema(), buildEvents('record')]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

interface RestoreContext {
  readonly target: Target;
  readonly staging: Staging;
  readonly connection: Connection;
  readonly wasRunning: boolean;
}

/** Brings store and server back to what they were. Answers the error to throw. */
async function restore(error: unknown, { target, staging, connection, wasRunning }: RestoreContext): Promise<unknown> {
  try {
    await target.stop();
    await staging.undo();
    if (wasRunning) {
      await target.start();
      await (await waitOnline(connection)).driver.close();
    }
    return error;
  } catch (cause) {
    const message = `${(error as Error).message}; and bringing the server back failed: ${(cause as Error).message}`;
    return new BulkgenError('start-failed', message, {
      hint: 'The previous store is kept. Mend that and run `bulkgen import` again.',
      cause: new AggregateError([error, cause]),
    });
  }
}

type Timer = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

function createTimer(seconds: Record<string, number>): Timer {
  return async (name, work) => {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      seconds[name] = (performance.now() - startedAt) / 1000;
    }
  };
}
