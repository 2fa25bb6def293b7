// The parts of a plan by one or more threads: the bytes of a part depend on nothing but the plan, so who writes it, and
// when, is only a matter of time.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { findModel } from '../models/registry.ts';
import type { ExportPlan } from './plan.ts';
import { flushFile } from './write-file.ts';
import { createPartWriter, type PartPlace, partAt, type WritePartOptions, type WrittenPart } from './write-part.ts';
import { startWriter, type Writer } from './writer-thread.ts';

export interface WritePartsOptions extends WritePartOptions {
  readonly workers?: WorkerCount | undefined;
  /** Told of each part when it is on disk. */
  readonly onPart: (place: PartPlace, written: WrittenPart) => Promise<void>;
}

export type WorkerCount = 'auto' | number;

/** A thread takes longer to start than these rows to write. */
const rowsWorthAThread = 250_000;
const mostWorkers = 256;

/**
 * Writes parts, the largest first; each is flushed to disk while its worker writes the next. The first that fails, or `signal`, ends all. Throws `write-failed`, `worker-failed`,
 * and `invalid-option` for a number of workers that cannot be.
 */
export async function writeParts(
  plan: ExportPlan,
  places: readonly PartPlace[],
  options: WritePartsOptions,
): Promise<void> {
  const workers = countWorkers(plan, places, options.workers ?? 'auto');
  const queue = places.toSorted((a, b) => partAt(plan, b).rows - partAt(plan, a).rows);
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  const work = async (): Promise<void> => {
    const writer = workers > 1 ? startWriter(plan, { ...options, signal }) : writeHere(plan, { ...options, signal });
    let flushed: Promise<void> = Promise.resolve();
    try {
      for (let place = queue.shift(); place; place = queue.shift()) {
        const written = await writer.write(place);
        await flushed;
        flushed = flush(place, written);
        flushed.catch(() => {}); // it is awaited after the next part
      }
      await flushed;
    } catch (error) {
      ending.abort(error);
      throw error;
    } finally {
      await flushed.catch(() => {});
      await writer.end();
    }
  };
  const flush = async (place: PartPlace, written: WrittenPart): Promise<void> => {
    await flushFile(join(options.folder, partAt(plan, place).path));
    await options.onPart(place, written);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.max(1, workers) }, work));
  throwIfAborted(options.signal);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The writer of an export that is too small for threads, or whose model no other thread can be given. */
function writeHere(plan: ExportPlan, options: WritePartOptions): Writer {
  return { write: createPartWriter(plan, options), end: async () => {} };
}

function countWorkers(plan: ExportPlan, places: readonly PartPlace[], wanted: WorkerCount): number {
  if (wanted !== 'auto' && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= mostWorkers)) {
    const expected = `auto or a number from 1 to ${mostWorkers}`;
    throw new BulkgenError('invalid-option', `Expected the workers to be ${expected}, got \`${wanted}\``);
  }
  // A model of the caller's own is functions, which no other thread can be given.
  if (findModel(plan.graph.model.name) !== plan.graph.model) return 1;
  if (wanted !== 'auto') return Math.min(wanted, places.length);
  const rows = places.reduce((sum, place) => sum + partAt(plan, place).rows, 0);
  return Math.min(availableParallelism(), places.length, Math.floor(rows / rowsWorthAThread));
}
