import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors.ts';
import { countWorkers, runJobs, type WorkerCount } from '../threads/run-jobs.ts';
import { type JobRunner, startThread } from '../threads/thread.ts';
import { createReader, type Piece, type ReaderSettings, type ReadJob } from './group-reader.ts';
import type { Stretch } from './read-stretch.ts';

export interface ReadStretchesOptions {
  readonly workers: WorkerCount;
  /** Of all stretches. */
  readonly bytes: number;
  /** Told each piece of each stretch, those of different ones in any order. */
  readonly onPiece: (stretch: Stretch, piece: Piece) => void;
  readonly onRead: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A thread takes longer to start than these to read. */
const bytesWorthAThread = 8 * 2 ** 20;

/** Reads stretches of files on all cores; in this thread when there is little to read. */
export async function readStretches(
  stretches: readonly Stretch[],
  settings: ReaderSettings,
  { workers: wanted, bytes, onPiece, onRead, signal }: ReadStretchesOptions,
): Promise<void> {
  const workers = countWorkers(wanted, { jobs: stretches.length, units: bytes, worth: bytesWorthAThread });
  const startReader = (ends: AbortSignal): JobRunner<ReadJob, Piece> => {
    if (workers > 1) return startThread(import.meta.url, 'reader', { settings, onAdvance: onRead, signal: ends });
    return createReader(settings, onRead);
  };
  await runJobs<Stretch, Piece>(stretches, {
    workers,
    start(ends) {
      const reader = startReader(ends);
      return {
        async run(stretch) {
          throwIfAborted(ends);
          let piece = await reader.run(stretch);
          while (!piece.isLast) {
            throwIfAborted(ends);
            onPiece(stretch, piece);
            piece = await reader.run('more');
          }
          return piece;
        },
        end: () => reader.end(),
      };
    },
    async onResult(stretch, piece) {
      await setImmediate(); // the thread has its next job first
      onPiece(stretch, piece);
    },
    signal,
  });
}
