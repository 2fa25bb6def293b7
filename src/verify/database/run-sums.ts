import type { Graph } from '../../model/graph.ts';
import { describeGraph } from '../../model-loader/graph-settings.ts';
import type { Database } from '../../neo4j/driver.ts';
import { countWorkers, runJobs } from '../../threads/run-jobs.ts';
import { type JobRunner, runHere, startThread } from '../../threads/thread.ts';
import type { EndForm } from './row-statement.ts';
import { createRangeSummer, type RangeSum, type RowRange, type SumJob } from './sum-rows.ts';
import type { SumWorkerSettings } from './sum-worker.ts';

export interface RunSumsOptions {
  readonly onSum: (range: RowRange, sum: RangeSum) => void;
  /** Called when a range is started. */
  readonly chooseEnds: () => EndForm;
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Starting a thread takes longer than summing these rows. */
const rowsPerThread = 200_000;

/** Sums ranges of rows on all cores, where each thread has its own connection. Few rows are summed in this thread. */
export async function runSums(
  database: Database,
  graph: Graph,
  ranges: readonly RowRange[],
  { onSum, chooseEnds, onRows, signal }: RunSumsOptions,
): Promise<void> {
  const units = ranges.reduce((rows, { first, last }) => rows + last - first + 1, 0);
  const described = describeGraph(graph);
  const workers = described ? countWorkers('auto', { jobs: ranges.length, units, worth: rowsPerThread }) : 1;
  const start = (runSignal: AbortSignal): JobRunner<SumJob, RangeSum> => {
    if (workers > 1 && described) {
      const settings: SumWorkerSettings = { graph: described, connection: database.connection };
      return startThread(import.meta.url, 'sum-worker', { settings, onAdvance: onRows, signal: runSignal });
    }
    return runHere(createRangeSummer(graph, { openDatabase: async () => database, onRows, signal: runSignal }));
  };
  await runJobs<RowRange, RangeSum>(ranges, {
    workers,
    start(runSignal) {
      const { run, end } = start(runSignal);
      return { run: (range) => run({ ...range, ends: chooseEnds() }), end };
    },
    onResult: async (range, sum) => onSum(range, sum),
    signal,
  });
}
