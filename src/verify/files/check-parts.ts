import { listPlaces, type PartPlace } from '../../export/part-place.ts';
import type { ExportPlan } from '../../export/plan.ts';
import { shareParts } from '../../export/share-parts.ts';
import { runJobs } from '../../threads/run-jobs.ts';
import { runHere, startThread } from '../../threads/thread.ts';
import { type CheckedPart, checkPart, type PartCheckOptions } from './check-part.ts';
import type { CheckWorkerSettings } from './check-worker.ts';

/** Starting a thread takes longer than checking these rows. */
const rowsPerThread = 500_000;

/**
 * Checks every part of a plan on all cores. Returns the results by table and part. Throws `file-unreadable`,
 * `file-differs` for a part that cannot be decompressed, and `worker-failed`.
 */
export async function checkParts(
  plan: ExportPlan,
  { signal, onBytes, ...options }: PartCheckOptions,
): Promise<readonly (readonly CheckedPart[])[]> {
  const checked = plan.tables.map((): CheckedPart[] => []);
  const wanted = options.depth === 'hashes' ? 1 : 'auto'; // hashing alone ends before a thread has started
  const { jobs, workers, settings } = shareParts(plan, listPlaces(plan), { workers: wanted, rowsPerThread });
  await runJobs<PartPlace, CheckedPart>(jobs, {
    workers,
    start(ends) {
      if (!settings) return runHere((place) => checkPart(plan, place, { ...options, onBytes, signal: ends }));
      const workerSettings: CheckWorkerSettings = { plan: settings, ...options };
      return startThread(import.meta.url, 'check-worker', {
        settings: workerSettings,
        onAdvance: onBytes,
        signal: ends,
      });
    },
    onResult: async ({ table, part }, found) => {
      checked[table]![part] = found;
    },
    signal,
  });
  return checked;
}
