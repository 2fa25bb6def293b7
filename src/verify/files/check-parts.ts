import type { ExportPlan } from '../../export/plan.ts';
import { runParts } from '../../export/run-parts.ts';
import type { PartPlace } from '../../export/write-part.ts';
import { type CheckedPart, checkPart, type PartCheckOptions } from './check-part.ts';
import type { CheckWorkerSettings } from './check-worker.ts';

/** Starting a thread takes longer than checking this many rows. */
const rowsWorthAThread = 500_000;

/**
 * Checks every part of a plan on all cores. Returns the results by table and part. Throws `file-unreadable`,
 * `file-differs` for a part that cannot be decompressed, and `worker-failed`.
 */
export async function checkParts(
  plan: ExportPlan,
  { signal, onBytes, ...options }: PartCheckOptions,
): Promise<readonly (readonly CheckedPart[])[]> {
  const places = plan.tables.flatMap(({ parts }, table) => parts.map((_, part): PartPlace => ({ table, part })));
  const checked = plan.tables.map((): CheckedPart[] => []);
  await runParts<CheckedPart>(plan, places, {
    workers: options.depth === 'hashes' ? 1 : 'auto', // hashing alone ends before a thread has started
    ...{ rowsWorthAThread, signal, onAdvance: onBytes },
    thread: {
      importer: import.meta.url,
      name: 'check-worker',
      settings: (described) => ({ plan: described, ...options }) satisfies CheckWorkerSettings,
    },
    here: (ends) => (place) => checkPart(plan, place, { ...options, onBytes, signal: ends }),
    onResult: async ({ table, part }, found) => {
      checked[table]![part] = found;
    },
  });
  return checked;
}
