import { countWorkers, runJobs, type WorkerCount } from '../threads/run-jobs.ts';
import { startThread } from '../threads/thread.ts';
import type { ExportPlan } from './plan.ts';
import { describePlan, type PlanSettings } from './plan-settings.ts';
import { type PartPlace, partAt } from './write-part.ts';

export interface RunPartsOptions<Result> {
  readonly workers: WorkerCount;
  /** A thread takes longer to start than these rows take. */
  readonly rowsWorthAThread: number;
  /** The module of the thread, beside `importer`, and what it is told. */
  readonly thread: {
    readonly importer: string;
    readonly name: string;
    readonly settings: (plan: PlanSettings) => unknown;
  };
  /** Makes what does the same in this thread: for little work, or a model that no other thread can be given. */
  readonly here: (signal: AbortSignal) => (place: PartPlace) => Promise<Result>;
  readonly onAdvance: (units: number) => void;
  /** What is done with each result, while its worker is at the next part. */
  readonly onResult: (place: PartPlace, result: Result) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Does something with parts of a plan, the largest first, on as many threads as are wanted and worth it. */
export async function runParts<Result>(
  plan: ExportPlan,
  places: readonly PartPlace[],
  { workers: wanted, rowsWorthAThread, thread, here, onAdvance, onResult, signal }: RunPartsOptions<Result>,
): Promise<void> {
  const largestFirst = places.toSorted((a, b) => partAt(plan, b).rows - partAt(plan, a).rows);
  const rows = places.reduce((sum, place) => sum + partAt(plan, place).rows, 0);
  const workers = countWorkers(wanted, { jobs: places.length, units: rows, worth: rowsWorthAThread });
  const described = workers > 1 ? describePlan(plan) : undefined;
  await runJobs<PartPlace, Result>(largestFirst, {
    workers: described ? workers : 1,
    start: (ends) =>
      described
        ? startThread(thread.importer, thread.name, { settings: thread.settings(described), onAdvance, signal: ends })
        : { run: here(ends), end: async () => {} },
    ...{ onResult, signal },
  });
}
