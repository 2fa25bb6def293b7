import type { Graph } from '../model/graph.ts';
import type { Database } from '../neo4j/driver.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { loadApp } from './blocked.ts';
import { type LoadTally, runLanes } from './lane.ts';
import type { LaneLedger } from './lane-ledger.ts';
import { type LoadedTable, listLoadedTables, type Stage } from './loaded-table.ts';
import type { LoadMethod, OpenMethod } from './method.ts';
import { BatchQueue, findGaps, type LoadedRange, sumRanges } from './queue.ts';
import type { Patience } from './retry.ts';
import type { ReadServerMemory } from './server-memory.ts';
import { missingEndStatement } from './statement.ts';
import { TableProgress } from './table-progress.ts';

/** What all stages of a load share. */
export interface StageWork {
  readonly database: Database;
  readonly graph: Graph;
  readonly method: Pick<LoadMethod, 'rowsOfABatch' | 'rowSource'>;
  readonly opened: OpenMethod;
  readonly ledger: StageLedger;
  readonly lanes: number;
  /** The most rows of a batch. */
  readonly batchSize?: number | undefined;
  readonly patience: Patience;
  readonly tally: LoadTally;
  readonly readMemory?: ReadServerMemory;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
  readonly onWarning?: ((warning: string) => void) | undefined;
}

export interface StageLedger extends LaneLedger {
  /** The batches that were loaded before. */
  readonly loaded: readonly LoadedRange[];
}

/** Loads those rows of a stage that were not loaded before. Throws errors of the driver as they are. */
export async function loadStage(stage: Stage, work: StageWork): Promise<void> {
  const { database, graph, method, opened, ledger, lanes, patience, tally, signal, onProgress, onWarning } = work;
  const tables = listLoadedTables(graph).filter((table) => table.stage === stage);
  const gaps = findGaps(tables, ledger.loaded);
  if (gaps.length === 0) return;
  const queue = new BatchQueue(gaps, ({ kind }) => work.batchSize ?? method.rowsOfABatch[kind]);
  const progress = new TableProgress(onProgress, (table) => {
    const serverMemory = work.readMemory?.();
    return {
      lanes,
      batchSize: queue.rowsOf(table),
      retries: { ...tally.retries },
      halvings: tally.halvings,
      ...(serverMemory !== undefined && { serverMemory }),
    };
  });
  await runLanes(lanes, {
    ...{ database, ledger, method: opened, queue, tally, signal, patience },
    missingEnd: (table) => missingEndStatement(graph.model, table, method.rowSource),
    onStart: ({ table }) => progress.start(table, loadedRows(table, ledger)),
    onWarning: (warning) => onWarning?.(warning),
    onRows: (batch) => progress.advance(batch),
    metadata: { app: loadApp, graph: graph.model.name },
  });
}

function loadedRows({ name }: LoadedTable, { loaded }: StageLedger): number {
  return sumRanges(loaded.filter(({ table }) => table === name));
}
