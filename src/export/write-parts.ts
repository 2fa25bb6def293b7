import { join } from 'node:path';
import { runJobs, type WorkerCount } from '../threads/run-jobs.ts';
import { runHere, startThread } from '../threads/thread.ts';
import { type ExportPlan, type PartPlace, partAt } from './plan.ts';
import { shareParts } from './share-parts.ts';
import { flushFile } from './write-file.ts';
import { createPartWriter, type WritePartOptions, type WrittenPart } from './write-part.ts';
import type { WriteWorkerSettings } from './write-worker.ts';

export interface WritePartsOptions extends WritePartOptions {
  readonly workers?: WorkerCount | undefined;
  /** Called with each part when it is on disk. */
  readonly onPart: (place: PartPlace, written: WrittenPart) => Promise<void>;
}

/** Starting a thread takes longer than writing these rows. */
const rowsPerThread = 250_000;

/**
 * Writes parts of a plan with one or more threads. The bytes of a part depend on the plan alone, not on the thread that
 * writes it. Each part is flushed to disk while its thread writes the next. The first failure, or `signal`, ends all
 * threads. Throws `write-failed`, `worker-failed`, and `invalid-option` for an impossible number of workers.
 */
export async function writeParts(
  plan: ExportPlan,
  places: readonly PartPlace[],
  { workers: wanted = 'auto', onPart, signal, folder, onRows }: WritePartsOptions,
): Promise<void> {
  const { jobs, workers, groupOf, settings } = shareParts(plan, places, { workers: wanted, rowsPerThread });
  await runJobs<PartPlace, WrittenPart>(jobs, {
    ...{ workers, groupOf },
    start(runSignal) {
      if (!settings) return runHere(createPartWriter(plan, { folder, onRows, signal: runSignal }));
      const workerSettings: WriteWorkerSettings = { plan: settings, folder };
      return startThread(import.meta.url, 'write-worker', {
        settings: workerSettings,
        onAdvance: onRows,
        signal: runSignal,
      });
    },
    async onResult(place, written) {
      await flushFile(join(folder, partAt(plan, place).path));
      await onPart(place, written);
    },
    signal,
  });
}
