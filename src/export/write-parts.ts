// The parts of a plan by one or more threads: the bytes of a part depend on nothing but the plan, so who writes it, and
// when, is only a matter of time.
import { join } from 'node:path';
import type { WorkerCount } from '../threads/run-jobs.ts';
import type { ExportPlan } from './plan.ts';
import { runParts } from './run-parts.ts';
import { flushFile } from './write-file.ts';
import { createPartWriter, type PartPlace, partAt, type WritePartOptions, type WrittenPart } from './write-part.ts';
import type { WriteWorkerSettings } from './write-worker.ts';

export interface WritePartsOptions extends WritePartOptions {
  readonly workers?: WorkerCount | undefined;
  /** Told of each part when it is on disk. */
  readonly onPart: (place: PartPlace, written: WrittenPart) => Promise<void>;
}

/** A thread takes longer to start than these rows to write. */
const rowsWorthAThread = 250_000;

/**
 * Writes parts, the largest first; each is flushed to disk while its worker writes the next. The first that fails, or
 * `signal`, ends all. Throws `write-failed`, `worker-failed`, and `invalid-option` for a number of workers that cannot be.
 */
export async function writeParts(
  plan: ExportPlan,
  places: readonly PartPlace[],
  { workers = 'auto', onPart, signal, folder, onRows }: WritePartsOptions,
): Promise<void> {
  await runParts<WrittenPart>(plan, places, {
    ...{ workers, rowsWorthAThread, signal, onAdvance: onRows },
    thread: {
      importer: import.meta.url,
      name: 'write-worker',
      settings: (described) => ({ plan: described, folder }) satisfies WriteWorkerSettings,
    },
    here: (ends) => createPartWriter(plan, { folder, onRows, signal: ends }),
    async onResult(place, written) {
      await flushFile(join(folder, partAt(plan, place).path));
      await onPart(place, written);
    },
  });
}
