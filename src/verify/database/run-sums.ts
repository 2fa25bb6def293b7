import type { Graph } from '../../model/graph.ts';
import type { Database } from '../../neo4j/driver.ts';
import { countWorkers, runJobs } from '../../threads/run-jobs.ts';
import { type JobRunner, startThread } from '../../threads/thread.ts';
import { describeGraph } from './graph-settings.ts';
import type { EndForm } from './row-statement.ts';
import { createRangeSummer, type RangeSum, type RowRange, type SumJob } from './sum-rows.ts';
import type { SumWorkerSettings } from './sum-worker.ts';

export interface RunSumsOptions {
  readonly onSum: (stretch: RowRange, summed: RangeSum) => void;
  /** Asked when a stretch is begun. */
  readonly chooseEnds: () => EndForm;
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A thread takes longer to start than these rows to sum. */
const rowsWorthAThread = 200_000;

/** Sums stretches of rows on all cores, each thread with a connection of its own; in this thread when there are few. */
export async function runSums(
  database: Database,
  graph: Graph,
  stretches: readonly RowRange[],
  { onSum, chooseEnds, onRows, signal }: RunSumsOptions,
): Promise<void> {
  const units = stretches.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const described = describeGraph(graph);
  const workers = described ? countWorkers('auto', { jobs: stretches.length, units, worth: rowsWorthAThread }) : 1;
  const start = (ends: AbortSignal): JobRunner<SumJob, RangeSum> => {
    if (workers > 1 && described) {
      const settings: SumWorkerSettings = { graph: described, connection: database.connection };
      return startThread(import.meta.url, 'sum-worker', { settings, onAdvance: onRows, signal: ends });
    }
    const run = createRangeSummer(graph, { openDatabase: async () => database, onRows, signal: ends });
    return { run, end: async () => {} };
  };
  await runJobs<RowRange, RangeSum>(stretches, {
    workers,
    start(ends) {
      const { run, end } = start(ends);
      return { run: (stretch) => run({ ...stretch, ends: chooseEnds() }), end };
    },
    onResult: async (stretch, summed) => onSum(stretch, summed),
    signal,
  });
}
