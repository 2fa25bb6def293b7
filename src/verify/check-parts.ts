import type { ExportPlan } from '../export/plan.ts';
import { describePlan } from '../export/plan-settings.ts';
import { type PartPlace, partAt } from '../export/write-part.ts';
import { countWorkers, runJobs } from '../threads/run-jobs.ts';
import { startThread } from '../threads/thread.ts';
import { type CheckedPart, checkPart, type PartCheckOptions } from './check-part.ts';
import type { CheckerSettings } from './checker.ts';

/** A thread takes longer to start than this many rows to check. */
const rowsWorthAThread = 500_000;

/**
 * Checks every part of a plan on all cores; answers what was found by table and part. Throws `file-unreadable`,
 * `file-differs` for one that cannot be unpacked, and `worker-failed`.
 */
export async function checkParts(
  plan: ExportPlan,
  { signal, onBytes, ...options }: PartCheckOptions,
): Promise<readonly (readonly CheckedPart[])[]> {
  const places = plan.tables.flatMap(({ parts }, table) => parts.map((_, part): PartPlace => ({ table, part })));
  const largestFirst = places.toSorted((a, b) => partAt(plan, b).rows - partAt(plan, a).rows);
  const workers = countWorkers('auto', { jobs: places.length, units: plan.rows, worth: rowsWorthAThread });
  const settings = workers > 1 && options.depth !== 'hashes' ? describePlan(plan) : undefined;
  const checked = plan.tables.map((): CheckedPart[] => []);
  await runJobs<PartPlace, CheckedPart>(largestFirst, {
    workers: settings ? workers : 1,
    signal,
    start: (ends) =>
      settings
        ? startThread(import.meta.url, 'checker', {
            settings: { plan: settings, ...options } satisfies CheckerSettings,
            ...{ onAdvance: onBytes, signal: ends },
          })
        : { run: (place) => checkPart(plan, place, { ...options, onBytes, signal: ends }), end: async () => {} },
    onResult: async ({ table, part }, found) => {
      checked[table]![part] = found;
    },
  });
  return checked;
}
