// A graph in a Neo4j of its own, for a test suite: provisioned, filled and verified, and removed in the end.
import { readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BulkgenError, cureFor, explainFileSystem, throwIfAborted } from '../errors.ts';
import { type GraphChoice, graphForms, pickChoice } from '../export/create-graph.ts';
import { exportGraph } from '../export/export-graph.ts';
import type { Manifest } from '../export/manifest.ts';
import { importGraph } from '../import/import-graph.ts';
import { type Connection, useDatabase } from '../neo4j/driver.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { restoreSnapshot } from '../snapshot/restore-snapshot.ts';
import { findFreePort } from '../system/port.ts';
import { parseIdentity } from '../system/process-identity.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../system/temporary-folder.ts';
import { openEmbedded } from '../targets/embedded/open.ts';
import type { EmbeddedTarget } from '../targets/embedded/target.ts';
import { recordDataSet } from './data-set.ts';
import { finishResets, type ResetOptions, type ResetResult, type ResettableGraph, resetInTurn } from './reset-graph.ts';

/** Which graph to start: a snapshot, or a model with a scale and a seed. */
export interface StartGraphOptions extends GraphChoice {
  /** The name of a snapshot, such as `demo-small`, or its file. Then the graph has no other options. */
  readonly snapshot?: string | undefined;
  /** The version of Neo4j: `5.26` (default), `2026` or an exact one. */
  readonly version?: string | undefined;
  /** The folder in which the temporary folder of the server is made; that of the system by default. */
  readonly folder?: string | undefined;
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Stops the start with the error `interrupted`, and removes what was made for it. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

/** A graph in a running Neo4j. */
export interface StartedGraph extends AsyncDisposable {
  /** What `useDatabase` takes. */
  readonly connection: Required<Connection>;
  /** `bolt://127.0.0.1:…`, on a free port. */
  readonly uri: string;
  /** The user who may log in. */
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The record of the graph. Undefined for a snapshot of a database that was not imported from an export. */
  readonly manifest: Manifest | undefined;
  /** The server as a target, to import into it or to restore another snapshot. */
  readonly target: EmbeddedTarget;
  /** What `resetGraph` takes in another process, such as a worker of a test runner. */
  readonly resettable: ResettableGraph;
  /**
   * Puts the graph back between two tests: the rows, constraints and indexes that it had at the start, whatever was changed since.
   * Ends open transactions first. Users and settings of the server stay as they are. Resets run one after the other. Throws
   * `database-changed` when another client writes meanwhile, and `unreachable` after `stop`.
   */
  reset(options?: ResetOptions): Promise<ResetResult>;
  /** Stops the server and removes everything. `await using` does it by itself. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts a private Neo4j in a temporary folder and on free ports, fills it with a graph and verifies the graph. Several can
 * run at once. The server stops and the folder is removed by `stop`, by `await using`, when the start fails, and when the
 * process exits; after a `kill -9` the next start removes them. Throws what provisioning, exporting, importing and restoring
 * throw.
 */
export async function startGraph(options: StartGraphOptions): Promise<StartedGraph> {
  checkOptions('startGraph', options, optionForms);
  refuseBoth(options);
  throwIfAborted(options.signal);
  const temporary = await makeTemporary(options.folder ?? tmpdir());
  const remove = removeOnExit(temporary.folder);
  let target: EmbeddedTarget | undefined;
  let resettable: ResettableGraph | undefined;
  const stopped = new AbortController();
  let stopping: Promise<void> | undefined;
  const stopNow = async (): Promise<void> => {
    stopped.abort(serverStopped());
    if (resettable) await finishResets(resettable);
    await target?.stop();
    await temporary.remove();
    remove.forget();
  };
  const stop = (): Promise<void> => {
    stopping ??= stopNow();
    return stopping;
  };
  try {
    target = await openServer(join(temporary.folder, 'homes'), options);
    remove.watch(target.home.processFile);
    const manifest = await fill(target, temporary.folder, options);
    const connection = await target.connection();
    resettable = { connection, manifest, ...(await useDatabase(connection, recordDataSet)) };
    const { uri, username: user, password, database } = connection;
    return {
      ...{ connection, uri, user, password, database, manifest, target, resettable },
      ...{ reset: createReset(resettable, { ...options, target, stopped: stopped.signal }), stop },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const optionForms: OptionForms<StartGraphOptions> = {
  snapshot: 'any',
  ...graphForms,
  version: 'any',
  folder: 'any',
  env: 'any',
  signal: 'signal',
  onProgress: 'function',
};

async function makeTemporary(parent: string): Promise<TemporaryFolder> {
  try {
    return await createTemporaryFolder(parent);
  } catch (error) {
    const hint = `Name another folder with \`folder\` or TMPDIR, or ${cureFor(error, 'this folder')}.`;
    throw explainFileSystem(error, `Could not create a temporary folder in ${parent}`, hint);
  }
}

function refuseBoth({ snapshot, ...options }: StartGraphOptions): void {
  const [name] = Object.entries(pickChoice(options)).find(([, value]) => value !== undefined) ?? [];
  if (snapshot === undefined || name === undefined) return;
  throw new BulkgenError('invalid-option', `Expected startGraph to get \`snapshot\` or \`${name}\`, got both`, {
    hint: `Leave out \`${name}\`: the snapshot has a graph already.`,
  });
}

/** Creates the home with free ports, then opens it without asking for these, so that a port that is taken meanwhile is replaced. */
async function openServer(homes: string, options: StartGraphOptions): Promise<EmbeddedTarget> {
  const { version, env, signal, onProgress } = options;
  const boltPort = await findFreePort();
  const httpPort = await findFreePort([boltPort]);
  const common = { version, homes, env, signal, onProgress };
  const created = await openEmbedded({ ...common, boltPort, httpPort });
  return openEmbedded({ ...common, version: created.version });
}

/** Fills the database. Returns the manifest of its graph. */
async function fill(target: EmbeddedTarget, folder: string, options: StartGraphOptions): Promise<Manifest | undefined> {
  const { snapshot, model, env, signal, onProgress } = options;
  if (snapshot !== undefined) {
    return (await restoreSnapshot({ snapshot, target, env, signal, onProgress })).manifest?.export;
  }
  const csv = join(folder, 'csv');
  const { manifest } = await exportGraph({ ...pickChoice(options), folder: csv, signal, onProgress });
  await importGraph({ folder: csv, target, model, signal, onProgress });
  await rm(csv, { recursive: true });
  return manifest;
}

/** The function `reset` of a graph. It throws `unreachable` once the server is about to stop. */
function createReset(
  resettable: ResettableGraph,
  { target, stopped, snapshot, env, model }: StartGraphOptions & { target: EmbeddedTarget; stopped: AbortSignal },
): StartedGraph['reset'] {
  return async (options = {}) => {
    checkOptions('reset', options, { signal: 'signal', onProgress: 'function' });
    const signal = options.signal ? AbortSignal.any([options.signal, stopped]) : stopped;
    const restore = async (settings: ResetOptions): Promise<void> => {
      await restoreSnapshot({ ...settings, snapshot: snapshot!, target, env, force: true }); // rows of a model are generated
    };
    return resetInTurn({ ...options, graph: resettable, model, signal, restore });
  };
}

function serverStopped(): BulkgenError {
  return new BulkgenError('unreachable', 'Could not reset the graph: its server was stopped', {
    hint: 'Start another graph with `startGraph`.',
  });
}

/** Kills the server and removes the folder when this process exits, which leaves no time to stop the server. */
function removeOnExit(folder: string) {
  let processFile: string | undefined;
  const clean = (): void => {
    try {
      const server = processFile === undefined ? undefined : parseIdentity(readFileSync(processFile, 'utf8'));
      if (server) process.kill(server.pid, 'SIGKILL');
    } catch {
      // it is stopped
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', clean);
  return {
    watch(path: string): void {
      processFile = path;
    },
    forget(): void {
      process.off('exit', clean);
    },
  };
}
