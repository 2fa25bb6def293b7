import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import type { Graph } from '../model/graph.ts';
import type { Connection } from '../neo4j/connection.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import { waitReachable } from '../neo4j/wait-reachable.ts';
import { type ProgressListener, trackStep } from '../progress/tracker.ts';
import type { Target } from '../target/target.ts';
import type { DatabaseCheck } from '../verify/verify-database.ts';
import { fillDatabase } from './fill-database.ts';
import { refuseNodes } from './refuse-nodes.ts';
import { explainFileSystem, restore } from './restore.ts';
import { runImporter } from './run-importer.ts';
import { createStaging } from './staging.ts';
import type { Timer } from './timer.ts';

export interface ReplaceOptions {
  readonly target: Target;
  readonly database: string;
  readonly manifest: Manifest;
  readonly graph: Graph;
  /** The folder with the files, as the target sees it. */
  readonly folder: string;
  readonly force: boolean;
  readonly readConnection: () => Promise<Connection>;
  readonly time: Timer;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
}

export interface Replaced {
  readonly checks: readonly DatabaseCheck[];
  readonly uri: string;
}

/** Replaces a database by an imported one, step by step; whatever fails, server and store are then as they were. */
export async function replaceStore(options: ReplaceOptions): Promise<Replaced> {
  const { target, database, readConnection, time, signal, onProgress } = options;
  const staging = createStaging(target, database);
  const wasRunning = await target.isRunning();
  let touched = false;
  let proof: Replaced;
  const stop = async (): Promise<void> => {
    touched = true;
    await time('stop', () => target.stop());
  };
  try {
    const connection = await readConnection(); // a missing password is better found now, and a wrong one
    if (wasRunning) await waitReachable(connection, signal);
    if (await staging.isUnfinished()) await stop();
    await staging.undo(); // also clears what an import left that was killed before its swap
    if (!options.force) await refuseNodes(target, options);
    await trackStep(onProgress, { name: 'stop', message: 'Stop the server' }, stop);
    await staging.prepare();
    await time('import', () => runImporter({ ...options, config: staging.config }));
    throwIfAborted(signal);
    await refuseRunning(target);
    await staging.swap();
    const opened = await trackStep(onProgress, { name: 'start', message: 'Start the server' }, () =>
      time('start', async () => {
        await target.start({ signal });
        return waitOnline(await readConnection(), { signal });
      }),
    );
    const checks = await fillDatabase(opened, options.graph, options).finally(() => opened.close());
    throwIfAborted(signal);
    await staging.settle();
    proof = { checks, uri: opened.connection.uri };
  } catch (error) {
    if (!touched) throw explainFileSystem(error, target);
    throw await restore(error, { target, staging, readConnection, wasRunning });
  }
  if (!wasRunning && !target.staysUp) await target.stop();
  return proof;
}

/** Somebody may have started the server during the import; a rename under it would be its store's end. */
async function refuseRunning(target: Target): Promise<void> {
  if (!(await target.isRunning())) return;
  throw new BulkgenError('neo4j-running', `${target.description} was started while the import was at work`, {
    hint: 'Nothing was changed. Import again, and leave the server alone until it is done.',
  });
}
