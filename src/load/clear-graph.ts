import { BulkgenError, throwIfAborted } from '../errors.ts';
import { type GraphChoice, graphForms, type ReadableGraph } from '../export/create-graph.ts';
import type { Manifest } from '../export/manifest.ts';
import { formatId } from '../model/readable-id.ts';
import type { Database } from '../neo4j/driver.ts';
import { dropSchema, showSchema } from '../neo4j/schema.ts';
import { translateErrors } from '../neo4j/translate-errors.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { compareNodes } from '../verify/database/compare-nodes.ts';
import { findNodes } from '../verify/database/find-nodes.ts';
import { listVerifiedTables } from '../verify/database/verified-table.ts';
import { chooseGraph, nameGraph } from './choose-graph.ts';
import { createRowDeleter, type DeletedRows } from './delete-rows.ts';
import { refuseForeignRelationships } from './foreign-relationships.ts';
import { type OpenedLedger, openLedger, readProgress } from './ledger.ts';
import { refuseOther } from './ledger-root.ts';
import { listLoadedTables } from './loaded-table.ts';
import type { OwnCount } from './own-rows.ts';
import { listCreated } from './split-schema.ts';

/** Which graph to remove from which database. */
export interface ClearOptions extends GraphChoice {
  /** The opened database. Nodes that are not of the graph are not changed. */
  readonly database: Database;
  /** The manifest of an export, in place of model, scale, seed, date and events. */
  readonly manifest?: Manifest | undefined;
  /** Stops the removal after the running batch; the same call continues. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of the step `clear`. */
  readonly onProgress?: ProgressListener | undefined;
}

/** What was removed. */
export interface ClearResult extends DeletedRows {
  /** Constraints and indexes that an unfinished load had created. Those of a finished load stay. */
  readonly schema: number;
  /** Constraints and indexes of the model that the database still has. `dropSchema` drops them. */
  readonly kept: number;
}

const optionForms: OptionForms<ClearOptions> = {
  ...graphForms,
  database: 'database',
  manifest: 'any',
  signal: 'signal',
  onProgress: 'function',
};

/**
 * Removes a loaded graph from a running database, also an unfinished one: the relationships between its nodes, then the nodes
 * with its ids. Throws `rows-differ` when nodes with these ids are of another graph, and `relationships-foreign`, with nothing
 * removed, when a node has a relationship that is not of the graph.
 */
export async function clearGraph(options: ClearOptions): Promise<ClearResult> {
  checkOptions('clearGraph', options, optionForms);
  const { database, signal } = options;
  const graph = chooseGraph(options);
  throwIfAborted(signal);
  const unfinished = await readProgress(database);
  if (unfinished) refuseOther(unfinished, nameGraph(graph), 'clear');
  else await refuseOtherGraph(database, graph);
  const counts = await refuseForeignRelationships(database, graph, signal); // before the ledger says that a removal has begun
  const ledger = await openLedger(database, { graph: nameGraph(graph), task: 'clear', lanes: 1, signal });
  try {
    const result = await translateErrors(database.connection, () => clear(graph, { ledger, counts }, options));
    await ledger.remove();
    return result;
  } catch (error) {
    await ledger.release().catch(() => {});
    throw error;
  }
}

/** Other graphs have nodes with the same ids, so the first and last node of each table are compared. */
async function refuseOtherGraph(database: Database, graph: ReadableGraph): Promise<void> {
  for (const table of listVerifiedTables(graph)) {
    if (table.kind !== 'node' || table.count === 0) continue;
    const ordinals = [...new Set([0, table.count - 1])];
    const prefix = table.context.ownId;
    const ids = new Map(ordinals.map((ordinal) => [formatId(prefix, ordinal), ordinal]));
    const found = await findNodes(database, table.labels[0]!, [...ids.keys()]);
    const existing = [...found.keys()].map((id) => ids.get(id)!);
    await compareNodes(database, [{ table, ordinals: existing }], { ignoresAdditions: true }).catch(
      (cause: unknown) => {
        if (!(cause instanceof BulkgenError) || cause.code !== 'rows-differ') throw cause;
        throw new BulkgenError('rows-differ', `The database holds a different graph: ${cause.message}`, {
          hint: 'Name the graph that was loaded with --scale, --seed, --as-of and --events.',
          cause,
        });
      },
    );
  }
}

interface ClearWork {
  readonly ledger: OpenedLedger;
  /** What there is to remove. */
  readonly counts: readonly OwnCount[];
}

async function clear(
  graph: ReadableGraph,
  { ledger, counts }: ClearWork,
  { database, signal, onProgress }: ClearOptions,
): Promise<ClearResult> {
  const tables = listLoadedTables(graph);
  const tracker = new ProgressTracker(onProgress);
  tracker.start('clear', {
    message: 'Removing the graph',
    finished: 'Removed the graph',
    total: counts.reduce((sum, { found }) => sum + found, 0),
    unit: 'rows',
  });
  const deleter = createRowDeleter(database, graph, { signal, onRows: (rows) => tracker.advance(rows) });
  const nodes = tables.filter(({ kind }) => kind === 'node');
  for (const table of nodes) await deleter.deleteRelationships(table);
  for (const table of nodes.toReversed()) await deleter.deleteNodes(table);
  tracker.finish();
  const dropped = await dropSchema(database, listCreated(graph.model, ledger.created));
  const kept = (await showSchema(database, graph.model.schema)).filter(({ state }) => state !== 'MISSING');
  return { ...deleter.deleted, schema: dropped, kept: kept.length };
}
