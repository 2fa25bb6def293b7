import type { Graph } from '../model/graph.ts';
import type { Database } from '../neo4j/driver.ts';
import { countWorkers, runJobs } from '../threads/run-jobs.ts';
import { startThread } from '../threads/thread.ts';
import { describeGraph } from './graph-settings.ts';
import { createRowSummer, type RowsSummed, type SumJob } from './sum-rows.ts';
import type { SummerSettings } from './summer.ts';

export interface RunSumsOptions {
  readonly onSum: (job: SumJob, summed: RowsSummed) => void;
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A thread takes longer to start than these rows to sum. */
const rowsWorthAThread = 200_000;

/** Sums stretches of rows on all cores, each thread with a connection of its own; in this thread when there are few. */
export async function runSums(
  database: Database,
  graph: Graph,
  jobs: readonly SumJob[],
  { onSum, onRows, signal }: RunSumsOptions,
): Promise<void> {
  const units = jobs.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const described = describeGraph(graph);
  const workers = described ? countWorkers('auto', { jobs: jobs.length, units, worth: rowsWorthAThread }) : 1;
  await runJobs<SumJob, RowsSummed>(jobs, {
    workers,
    start(ends) {
      if (workers > 1 && described) {
        const settings: SummerSettings = { graph: described, connection: database.connection };
        return startThread(import.meta.url, 'summer', { settings, onAdvance: onRows, signal: ends });
      }
      const run = createRowSummer(graph, { database: Promise.resolve(database), onRows, signal: ends });
      return { run, end: async () => {} };
    },
    onResult: async (job, summed) => onSum(job, summed),
    signal,
  });
}
