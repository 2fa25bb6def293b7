import { BulkgenError, throwIfAborted } from '../errors.ts';
import { type GraphChoice, graphForms, type ReadableGraph } from '../export/create-graph.ts';
import type { Manifest } from '../export/manifest.ts';
import type { SchemaElement } from '../model/model.ts';
import { sumRows } from '../model/table.ts';
import { defaultSessions } from '../neo4j/default-sessions.ts';
import type { Database } from '../neo4j/driver.ts';
import { createSchema, dropSchema } from '../neo4j/schema.ts';
import type { ServerVersion } from '../neo4j/server-version.ts';
import { translateErrors } from '../neo4j/translate-errors.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { trackStep } from '../progress/tracker.ts';
import { formatCount } from '../system/format-number.ts';
import { refuseDifferent } from '../verify/database/check-counts.ts';
import { type TableDigest, verifyTables } from '../verify/database/verify-tables.ts';
import { chooseGraph, nameGraph } from './choose-graph.ts';
import { chooseMethod } from './choose-method.ts';
import { explainFailure, type LeftRows } from './explain-failure.ts';
import type { LoadTally } from './lane.ts';
import { type MergedRows, type OpenedLedger, openLedger, readMergedRows, readProgress } from './ledger.ts';
import { refuseOther } from './ledger-root.ts';
import { loadStage } from './load-stage.ts';
import { type LoadedTable, listLoadedTables, type Stage, stages } from './loaded-table.ts';
import { type LoadMethod, type LoadMethodName, noteMethod, type OpenMethod } from './method.ts';
import { numberSteps, stepsOf } from './number-steps.ts';
import { countOwnRows, type OwnCount } from './own-rows.ts';
import { checkBeforeLoad, type LoadPreflight } from './preflight.ts';
import { sumRanges } from './queue.ts';
import { removeSurplus } from './remove-surplus.ts';
import { defaultPatience, Patience } from './retry.ts';
import { findServerMemory, type ReadServerMemory } from './server-memory.ts';
import { listCreated, listTemporary, splitSchema } from './split-schema.ts';

/** Which graph to load into which database, and how. */
export interface LoadOptions extends GraphChoice {
  /** The opened database (`openDatabase`, `useDatabase`). Other nodes in it are not changed. */
  readonly database: Database;
  /** The manifest of an export, in place of model, scale, seed, date and events. The files are not read: the rows are generated. */
  readonly manifest?: Manifest | undefined;
  /**
   * How rows are created. `unwind` (default): by a Cypher statement. `csv`: by `LOAD CSV`, with which the server fetches the rows
   * from this process by HTTP. `apoc`: by `apoc.periodic.iterate`; a server without APOC gets `unwind` and a warning.
   * `procedure`: by the load procedure, which the server must have (`openEmbedded` installs it with `loadProcedure`).
   */
  readonly method?: LoadMethodName | undefined;
  /**
   * Whether the database may have a part of the graph: nodes with its ids, and relationships of its types between them. Columns of
   * the model then get the values of the graph, and relationships that the graph does not have are removed. Other properties and
   * labels stay. Relationships and events are merged in one lane. Only with the method `unwind`.
   */
  readonly merge?: boolean | undefined;
  /**
   * `HOST` or `HOST:PORT`: where the server reaches this process for `method: 'csv'`; 127.0.0.1 by default. The port is open while
   * the load runs. A client without the random path gets no rows.
   */
  readonly csvAddress?: string | undefined;
  /** Concurrent transactions; by default the number of processors of this machine, but at least 2 and at most 4. */
  readonly lanes?: number | undefined;
  /** The most rows of a batch; 5,000 by default. A resumed load may use another size. */
  readonly batchSize?: number | undefined;
  /** Seconds without progress after which errors that may pass end the load; 300 by default. */
  readonly retryFor?: number | undefined;
  /** When to create constraints and indexes, except the one that finds nodes by id: `after` (default) the rows or `before`. */
  readonly constraints?: 'before' | 'after' | undefined;
  /** `counts` (default): count the rows of every table; `full`: also compare every row, by digests. */
  readonly depth?: 'counts' | 'full' | undefined;
  /** Stops the load after the running batches. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each table and step. */
  readonly onProgress?: ProgressListener | undefined;
  /** Called with each warning: what may cause problems later. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Called before the first row when an earlier load had begun, with how many rows the database has, and of how many. */
  readonly onResume?: ((loaded: number, total: number) => void) | undefined;
}

/** What a load did. */
export interface LoadResult {
  /** The server of the database. */
  readonly server: ServerVersion;
  /** How rows were created: not the method that was asked for, where the server lacks what that needs. */
  readonly method: LoadMethodName;
  /** What `onWarning` was called with. */
  readonly warnings: readonly string[];
  /** Whether an earlier load had begun. */
  readonly resumed: boolean;
  /** Nodes that the database has of the graph, without events. */
  readonly nodes: number;
  /** Relationships that it has of the graph, without those of events. */
  readonly relationships: number;
  /** Events that it has, each with its relationship. */
  readonly events: number;
  /** What a merge had to do, also before it was resumed; undefined without `merge`. */
  readonly merged?: MergedRows;
  /** Rows that this call loaded. */
  readonly rows: number;
  /** Batches that this call sent. */
  readonly statements: number;
  /** How often a batch was sent again, by the code of the server's error. */
  readonly retries: Readonly<Record<string, number>>;
  /** How often a batch was too large for the server's memory. */
  readonly halvings: number;
  /** How many transactions ran at the same time. */
  readonly lanes: number;
  /** Bytes of memory that the server used at the end; undefined where this process cannot see the server's. */
  readonly serverMemory?: number;
  /** The counts of all tables. */
  readonly checks: readonly OwnCount[];
  /** The digest of every table, with `depth: 'full'`. */
  readonly digests?: readonly TableDigest[];
  /** Seconds by stage: `nodes`, `relationships`, `events`, `schema`, `merge`, `verify`. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** The options of a load, for the check of their names. */
export const loadForms: OptionForms<LoadOptions> = {
  ...graphForms,
  database: 'database',
  manifest: 'any',
  method: 'any',
  merge: 'boolean',
  csvAddress: 'any',
  lanes: 'any',
  batchSize: 'any',
  retryFor: 'any',
  constraints: 'any',
  depth: 'any',
  signal: 'signal',
  onProgress: 'function',
  onWarning: 'function',
  onResume: 'function',
};

/**
 * Loads a graph into a running database and verifies its counts. A load that was interrupted, or whose process was killed,
 * continues when it is called again with the same graph. Nothing is loaded twice. Throws `ids-taken` when the database has nodes
 * with ids of the graph and `merge` is not set, `load-running`, `load-unfinished`, `counts-differ`, `rows-differ` and what a query throws.
 */
export async function loadGraph(options: LoadOptions): Promise<LoadResult> {
  checkOptions('loadGraph', options, loadForms);
  const { database, lanes = defaultSessions, merge = false, signal } = options;
  refuseOutside('--lanes', lanes, 32);
  if (options.batchSize !== undefined) refuseOutside('--batch-size', options.batchSize, 100_000);
  const graph = chooseGraph(options);
  throwIfAborted(signal);
  const warnings: string[] = [];
  const onWarning = (warning: string): void => {
    warnings.push(warning);
    options.onWarning?.(warning);
  };
  const method = await chooseMethod(options, onWarning);
  noteMethod(method, graph, onWarning);
  const task = merge ? 'merge' : 'load';
  const unfinished = await readProgress(database);
  if (unfinished) refuseOther(unfinished, nameGraph(graph), task);
  const preflight = await checkBeforeLoad(database, graph, { resumes: merge || unfinished !== undefined });
  for (const warning of preflight.warnings) onWarning(warning);
  const readMemory = await findServerMemory(database.connection.uri);
  const opened = await method.open(graph, options);
  try {
    const creates = preflight.missing.map(({ name }) => name);
    const ledger = await openLedger(database, { graph: nameGraph(graph), task, lanes, creates, signal });
    const onProgress = numberSteps(options.onProgress, stepsOf(graph, { ...options, merge }, preflight));
    const context = { method, opened, ledger, preflight, readMemory };
    if (ledger.resumed) options.onResume?.(sumRanges(ledger.loaded), sumRows(listLoadedTables(graph)));
    const load = new Load(graph, { ...options, onWarning, onProgress, lanes, merge }, context);
    const result = await runLoad(load, ledger, database);
    const serverMemory = readMemory();
    return { ...result, ...(serverMemory !== undefined && { serverMemory }), method: method.name, warnings };
  } finally {
    await opened.close();
  }
}

async function runLoad(load: Load, ledger: OpenedLedger, { connection }: Database) {
  try {
    const result = await translateErrors(connection, () => load.run());
    await ledger.remove();
    return result;
  } catch (error) {
    const isUndone = await load.undo().catch(() => false);
    if (!isUndone) await ledger.release().catch(() => {});
    throw explainFailure(error as BulkgenError, { ...load.describeLeft(), isUndone });
  }
}

function refuseOutside(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new BulkgenError(
    'invalid-option',
    `Expected ${name} to be a whole number from 1 to ${formatCount(most)}, got \`${value}\``,
  );
}

interface Opened {
  readonly method: LoadMethod;
  readonly opened: OpenMethod;
  readonly ledger: OpenedLedger;
  readonly preflight: LoadPreflight;
  readonly readMemory: ReadServerMemory;
}

type WorkOptions = LoadOptions & { readonly lanes: number; readonly merge: boolean };

/** The steps of a load, after its ledger was opened. */
class Load {
  readonly #graph: ReadableGraph;
  readonly #options: WorkOptions;
  readonly #opened: Opened;
  readonly #tables: readonly LoadedTable[];
  readonly #tally: LoadTally = { rows: 0, statements: 0, halvings: 0, retries: {} };
  readonly #seconds: Record<string, number> = {};

  constructor(graph: ReadableGraph, options: WorkOptions, opened: Opened) {
    this.#graph = graph;
    this.#options = options;
    this.#opened = opened;
    this.#tables = listLoadedTables(graph);
  }

  async run(): Promise<Omit<LoadResult, 'method' | 'warnings' | 'serverMemory'>> {
    const { constraints = 'after', depth = 'counts', lanes, merge, database } = this.#options;
    const { ledger, preflight } = this.#opened;
    const [id, others] = splitSchema(this.#graph.model, preflight, { merge });
    await this.#time('schema', () => this.#createSchema(constraints === 'before' ? [...id, ...others] : id));
    for (const stage of stages) await this.#time(stage, () => this.#loadStage(stage));
    if (constraints === 'after') await this.#time('schema', () => this.#createSchema(others));
    const merged = merge ? await this.#time('merge', () => this.#finishMerge()) : undefined;
    await dropSchema(database, listTemporary(this.#graph.model));
    const checks = await this.#time('verify', () => this.#count());
    const digests =
      depth === 'full'
        ? await this.#time('verify', () => this.#digest(checks.some(({ others }) => others > 0)))
        : undefined;
    const sum = (stage: Stage): number => sumRows(this.#tables.filter((table) => table.stage === stage));
    return {
      ...{ server: preflight.server, resumed: ledger.resumed },
      ...{ nodes: sum('nodes'), relationships: sum('relationships'), events: sum('events') },
      ...(merged && { merged }),
      ...this.#tally,
      ...{ lanes, checks, seconds: this.#seconds, ...(digests && { digests }) },
    };
  }

  /** Leaves the database as it was, if no row was loaded. Returns whether it did. */
  async undo(): Promise<boolean> {
    const { ledger, preflight } = this.#opened;
    if (this.#tally.rows + ledger.loaded.length > 0 || !(await ledger.closeLanes())) return false;
    const created = [...ledger.created, ...preflight.missing.map(({ name }) => name)];
    await dropSchema(this.#options.database, listCreated(this.#graph.model, created));
    await ledger.remove();
    return true;
  }

  /** What there is in the database after an error. */
  describeLeft(): Omit<LeftRows, 'isUndone'> {
    return { loaded: sumRanges(this.#opened.ledger.loaded) + this.#tally.rows, total: sumRows(this.#tables) };
  }

  #loadStage(stage: Stage): Promise<void> {
    const { retryFor = defaultPatience, merge } = this.#options;
    const lanes = merge && stage !== 'nodes' ? 1 : this.#options.lanes; // lanes that change what exists run into deadlocks
    const [graph, tally, patience] = [this.#graph, this.#tally, new Patience(retryFor)];
    return loadStage(stage, { ...this.#options, ...this.#opened, lanes, graph, patience, tally });
  }

  async #finishMerge(): Promise<MergedRows> {
    const { database, retryFor = defaultPatience, signal, onProgress } = this.#options;
    const removed = await removeSurplus(database, this.#graph, { retryFor, signal, onProgress });
    const merged = await readMergedRows(database);
    return { ...merged, removed: merged.removed + removed };
  }

  async #createSchema(elements: readonly SchemaElement[]): Promise<void> {
    const { database, signal, onProgress } = this.#options;
    if (elements.length > 0) await createSchema(database, elements, { signal, onProgress });
  }

  async #count(): Promise<readonly OwnCount[]> {
    const { database, onProgress } = this.#options;
    const step = { name: 'verify', message: 'Verifying counts', finished: 'Verified counts' } as const;
    const counts = await trackStep(onProgress, step, () => countOwnRows(database, this.#graph));
    refuseDifferent(counts, 'Another client changed the graph while it was loaded.');
    return counts;
  }

  async #digest(ignoresOthers: boolean): Promise<readonly TableDigest[]> {
    const { database, signal, onProgress, merge } = this.#options;
    return verifyTables(database, this.#graph, { signal, onProgress, ignoresOthers, ignoresAdditions: merge });
  }

  async #time<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    throwIfAborted(this.#options.signal);
    const startedAt = performance.now();
    const result = await work();
    this.#seconds[name] = (this.#seconds[name] ?? 0) + (performance.now() - startedAt) / 1000;
    return result;
  }
}
