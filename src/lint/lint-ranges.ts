import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors.ts';
import { countWorkers, runJobs, type WorkerCount } from '../threads/run-jobs.ts';
import { type JobRunner, startThread } from '../threads/thread.ts';
import { createRangeLinter, type RangeJob, type RangeLinterSettings, type RangeResult } from './range-linter.ts';
import type { ByteRange } from './read-range.ts';

export interface LintRangesOptions {
  readonly workers: WorkerCount;
  /** The size of all ranges. */
  readonly bytes: number;
  /** Receives the results of each range in order; those of different ranges come in any order. */
  readonly onResult: (range: ByteRange, result: RangeResult) => void;
  readonly onRead: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Starting a thread takes longer than reading this many bytes. */
const bytesWorthAThread = 8 * 2 ** 20;

/** Lints ranges on all cores, or in this thread if there is little to read. */
export async function lintRanges(
  ranges: readonly ByteRange[],
  settings: RangeLinterSettings,
  { workers: wanted, bytes, onResult, onRead, signal }: LintRangesOptions,
): Promise<void> {
  const workers = countWorkers(wanted, { jobs: ranges.length, units: bytes, worth: bytesWorthAThread });
  const startLinter = (runSignal: AbortSignal): JobRunner<RangeJob, RangeResult> => {
    if (workers > 1)
      return startThread(import.meta.url, 'lint-worker', { settings, onAdvance: onRead, signal: runSignal });
    return createRangeLinter(settings, onRead);
  };
  await runJobs<ByteRange, RangeResult>(ranges, {
    workers,
    start(runSignal) {
      const linter = startLinter(runSignal);
      return {
        async run(range) {
          throwIfAborted(runSignal);
          let result = await linter.run(range);
          while (!result.isLast) {
            throwIfAborted(runSignal);
            onResult(range, result);
            result = await linter.run('more');
          }
          return result;
        },
        end: () => linter.end(),
      };
    },
    async onResult(range, result) {
      await setImmediate(); // the thread receives its next job first
      onResult(range, result);
    },
    signal,
  });
}
