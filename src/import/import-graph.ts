import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import type { Model } from '../model/model.ts';
import type { Connection } from '../neo4j/connection.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import { type ProgressListener, trackStep } from '../progress/tracker.ts';
import type { Target } from '../target/target.ts';
import type { DatabaseCheck } from '../verify/verify-database.ts';
import { verifyFiles } from '../verify/verify-files.ts';
import { fillDatabase } from './fill-database.ts';
import { refuseNodes } from './refuse-nodes.ts';
import { runImporter } from './run-importer.ts';
import { openStaging, type Staging } from './staging.ts';
import { createTimer } from './timer.ts';

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
  let staging: Staging | undefined;
  try {
    await trackStep(onProgress, { name: 'stop', message: 'Stop the server' }, () => time('stop', () => target.stop()));
    staging = await openStaging(target, database);
    const { config } = staging;
    await time('import', () =>
      runImporter({ target, manifest, folder: seenFolder, database, config, signal, onProgress }),
    );
    throwIfAborted(signal);
    await staging.swap();
    const opened = await trackStep(onProgress, { name: 'start', message: 'Start the server' }, () =>
      time('start', async () => {
        await target.start({ signal });
        return waitOnline(connection, { signal });
      }),
    );
    const context = { manifest, time, signal, onProgress };
    const checks = await fillDatabase(opened, graph, context).finally(() => opened.close());
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

interface RestoreContext {
  readonly target: Target;
  readonly staging: Staging | undefined;
  readonly connection: Connection;
  readonly wasRunning: boolean;
}

/** Brings store and server back to what they were. Answers the error to throw. */
async function restore(error: unknown, { target, staging, connection, wasRunning }: RestoreContext): Promise<unknown> {
  try {
    await target.stop();
    await staging?.undo();
    if (wasRunning) {
      await target.start();
      await (await waitOnline(connection)).close();
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
