import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import type { Model } from '../model/model.ts';
import { readContentMark } from '../neo4j/content-mark.ts';
import { type Connection, type Database, useDatabase } from '../neo4j/driver.ts';
import { endTransactions } from '../neo4j/end-transactions.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { type DataSet, findGraph, loadDataSet, recordDataSet } from './data-set.ts';

/** What a process needs to reset a graph that another process started. Plain data, safe to serialise. */
export interface ResettableGraph extends DataSet {
  readonly connection: Required<Connection>;
  /** The record of the graph, by which bulkgen generates its rows. */
  readonly manifest?: Manifest | undefined;
}

/** How to reset a graph. */
export interface ResetOptions {
  /** Stops the reset with the error `interrupted`. The database then holds a part of the graph, until the next reset. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

/** Which graph to reset, and how. */
export interface ResetGraphOptions extends ResetOptions {
  /** The property `resettable` of the started graph. */
  readonly graph: ResettableGraph;
  /** The model of the graph, when it is not built in. */
  readonly model?: Model | undefined;
}

/** What a reset did. */
export interface ResetResult {
  /**
   * `unchanged`: the database had not changed. `loaded`: its rows were deleted and loaded again. `restored`: the snapshot was
   * restored again, with a restart of the server, because bulkgen cannot generate its rows.
   */
  readonly outcome: 'unchanged' | 'loaded' | 'restored';
  /** Seconds that it took. */
  readonly seconds: number;
}

/**
 * Puts a started graph back, as `reset` of the graph does, from another process: a worker of a test runner. Resets of a process
 * run one after the other; two processes must not reset a graph at the same time. Throws `invalid-model` for a graph whose rows
 * bulkgen cannot generate, `database-changed` when another client writes meanwhile, and what a query throws.
 */
export async function resetGraph(options: ResetGraphOptions): Promise<ResetResult> {
  checkOptions('resetGraph', options, optionForms);
  return resetInTurn(options);
}

const optionForms: OptionForms<ResetGraphOptions> = {
  graph: 'object',
  model: 'any',
  signal: 'signal',
  onProgress: 'function',
};

interface TurnOptions extends ResetGraphOptions {
  /** Fills the database when bulkgen cannot generate the rows. */
  readonly restore?: (options: ResetOptions) => Promise<void>;
}

/** What this process knows of a graph. */
interface State {
  /** Settles when the last reset has ended. */
  last: Promise<unknown>;
  /** The mark of the database after it. */
  mark: string;
}

const states = new Map<string, State>();

function keyOf({ connection, mark }: ResettableGraph): string {
  return `${connection.uri} ${mark}`;
}

/** Waits for the resets of a graph whose server is about to stop. */
export async function finishResets(graph: ResettableGraph): Promise<void> {
  const key = keyOf(graph);
  await states.get(key)?.last;
  states.delete(key);
}

/** Resets a graph after the resets that were called before. */
export async function resetInTurn({ graph, ...options }: TurnOptions): Promise<ResetResult> {
  const key = keyOf(graph);
  const state = states.get(key) ?? { last: Promise.resolve(), mark: graph.mark };
  states.set(key, state);
  const run = state.last.then(async () => {
    throwIfAborted(options.signal);
    const startedAt = performance.now();
    const { outcome, mark } = await resetOnce({ ...graph, mark: state.mark }, options);
    state.mark = mark;
    return { outcome, seconds: (performance.now() - startedAt) / 1000 };
  });
  state.last = run.catch(() => {});
  return run;
}

async function resetOnce(
  { connection, manifest, schema, mark }: ResettableGraph,
  { model, restore, ...options }: Omit<TurnOptions, 'graph'>,
): Promise<Pick<ResetResult, 'outcome'> & Pick<DataSet, 'mark'>> {
  const { signal } = options;
  const graph = findGraph(manifest, model);
  if (!graph && !restore) throw notGenerated();
  const load = async (database: Database): Promise<string | undefined> => {
    await endTransactions(database, signal);
    if ((await readContentMark(database)) === mark) return mark;
    return graph && loadDataSet(database, { graph, schema }, options);
  };
  const now = await useDatabase(connection, load, signal);
  if (now !== undefined) return { outcome: now === mark ? 'unchanged' : 'loaded', mark: now };
  await restore!(options);
  const restored = await useDatabase(connection, recordDataSet, signal);
  return { outcome: 'restored', mark: restored.mark };
}

function notGenerated(): BulkgenError {
  return new BulkgenError('invalid-model', 'Could not reset the graph: this process cannot generate its rows', {
    hint: 'Pass the `model` of the graph. For a snapshot without an export, call `reset` in the process that started the graph.',
  });
}
