import { throwIfAborted } from '../errors.ts';
import { sumRows } from '../model/table.ts';
import type { ServerVersion } from '../neo4j/server-version.ts';
import { checkOptions } from '../options/check-options.ts';
import { chooseGraph, nameGraph } from './choose-graph.ts';
import { chooseMethod } from './choose-method.ts';
import { countExistingRows, type ExistingRows } from './existing-rows.ts';
import { readProgress } from './ledger.ts';
import { refuseOther } from './ledger-root.ts';
import { type LoadOptions, loadForms } from './load-graph.ts';
import { listLoadedTables } from './loaded-table.ts';
import { type LoadMethodName, noteMethod } from './method.ts';
import { checkBeforeLoad } from './preflight.ts';
import { findGaps, sumRanges } from './queue.ts';

/** What a load would do. */
export interface LoadPlan {
  /** The server of the database. */
  readonly server: ServerVersion;
  /** How rows would be created. */
  readonly method: LoadMethodName;
  /** Nodes of the graph, without events. */
  readonly nodes: number;
  /** Relationships of the graph, without those of events. */
  readonly relationships: number;
  /** Events of the graph. */
  readonly events: number;
  /** Rows that an unfinished load has left in the database. */
  readonly loaded: number;
  /** What a merge would find in the database; undefined without `merge`. */
  readonly existing?: ExistingRows;
  /** Batches that would be sent. */
  readonly statements: number;
  /** Names of the constraints and indexes that would be created. */
  readonly schema: readonly string[];
  /** What may cause problems later. */
  readonly warnings: readonly string[];
}

/** Checks what `loadGraph` with the same options would check, and says what it would do. Changes nothing. */
export async function planLoad(options: LoadOptions): Promise<LoadPlan> {
  checkOptions('planLoad', options, loadForms);
  const { database, batchSize, merge = false, signal } = options;
  const graph = chooseGraph(options);
  throwIfAborted(signal);
  const warnings: string[] = [];
  const onWarning = (warning: string): void => void warnings.push(warning);
  const method = await chooseMethod(options, onWarning);
  noteMethod(method, graph, onWarning);
  const unfinished = await readProgress(database);
  if (unfinished) refuseOther(unfinished, nameGraph(graph), merge ? 'merge' : 'load');
  const { server, missing, ...preflight } = await checkBeforeLoad(database, graph, {
    resumes: merge || unfinished !== undefined,
  });
  await (await method.open(graph, options)).close(); // throws where the method cannot work
  const tables = listLoadedTables(graph);
  const loaded = unfinished?.loaded ?? [];
  const batches = findGaps(tables, loaded).map(({ table, first, end }) =>
    Math.ceil((end - first) / (batchSize ?? method.rowsOfABatch[table.kind])),
  );
  const sum = (stage: string): number => sumRows(tables.filter((table) => table.stage === stage));
  return {
    server,
    method: method.name,
    ...{ nodes: sum('nodes'), relationships: sum('relationships'), events: sum('events') },
    loaded: sumRanges(loaded),
    ...(merge && { existing: await countExistingRows(database, graph) }),
    statements: batches.reduce((total, count) => total + count, 0),
    schema: missing.map(({ name }) => name),
    warnings: [...warnings, ...preflight.warnings],
  };
}
