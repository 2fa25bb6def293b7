import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors.ts';
import { countWorkers, runJobs, type WorkerCount } from '../threads/run-jobs.ts';
import { type JobRunner, startThread } from '../threads/thread.ts';
import { createRangeLinter, type RangeJob, type RangeLinterSettings, type RangeResult } from './range-linter.ts';
import type { ByteRange } from './read-range.ts';

export interface LintRangesOptions {
  readonly workers: WorkerCount;
  /** Of all stretches. */
  readonly bytes: number;
  /** Told each piece of each stretch, those of different ones in any order. */
  readonly onPiece: (stretch: ByteRange, piece: RangeResult) => void;
  readonly onRead: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A thread takes longer to start than these to read. */
const bytesWorthAThread = 8 * 2 ** 20;

/** Reads stretches of files on all cores; in this thread when there is little to read. */
export async function lintRanges(
  stretches: readonly ByteRange[],
  settings: RangeLinterSettings,
  { workers: wanted, bytes, onPiece, onRead, signal }: LintRangesOptions,
): Promise<void> {
  const workers = countWorkers(wanted, { jobs: stretches.length, units: bytes, worth: bytesWorthAThread });
  const startReader = (ends: AbortSignal): JobRunner<RangeJob, RangeResult> => {
    if (workers > 1) return startThread(import.meta.url, 'lint-worker', { settings, onAdvance: onRead, signal: ends });
    return createRangeLinter(settings, onRead);
  };
  await runJobs<ByteRange, RangeResult>(stretches, {
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
