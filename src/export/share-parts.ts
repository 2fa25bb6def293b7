import { countWorkers, type WorkerCount } from '../threads/run-jobs.ts';
import { countRows, type ExportPlan, type PartPlace, partAt } from './plan.ts';
import { describePlan, type PlanSettings } from './plan-settings.ts';

/** How parts of a plan are shared among threads. */
export interface SharedParts {
  /** The largest first, so that no thread is left alone with one at the end. */
  readonly jobs: readonly PartPlace[];
  readonly workers: number;
  /** The number of a part's table, where it has several parts: the groups of `runJobs`. */
  readonly groupOf: (place: PartPlace) => number | undefined;
  /** What each thread makes its plan from. Undefined when this thread does the work itself. */
  readonly settings: PlanSettings | undefined;
}

/**
 * Shares parts among as many threads as are wanted and worth it: `rowsPerThread` take as long as starting a thread. This
 * thread does the work itself when there is little of it, or when another thread cannot look up the model.
 */
export function shareParts(
  plan: ExportPlan,
  places: readonly PartPlace[],
  { workers: wanted, rowsPerThread }: { readonly workers: WorkerCount; readonly rowsPerThread: number },
): SharedParts {
  const jobs = places.toSorted((a, b) => partAt(plan, b).rows - partAt(plan, a).rows);
  const rows = countRows(plan, places);
  const workers = countWorkers(wanted, { jobs: places.length, units: rows, worth: rowsPerThread });
  const settings = workers > 1 ? describePlan(plan) : undefined;
  const groupOf = ({ table }: PartPlace): number | undefined =>
    plan.tables[table]!.parts.length > 1 ? table : undefined;
  return { jobs, workers: settings ? workers : 1, groupOf, settings };
}
