import { availableParallelism } from 'node:os';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { quoteValue } from '../options/check-options.ts';
import type { JobRunner } from './thread.ts';

/** A number of threads, or `auto`. */
export type WorkerCount = 'auto' | number;

const mostWorkers = 256;

interface RunJobsOptions<Job, Result> {
  readonly workers: number;
  /** Starts a worker. `runJobs` ends it when there are no more jobs. */
  readonly start: (signal: AbortSignal) => JobRunner<Job, Result>;
  /** Handles each result while the worker runs its next job. */
  readonly onResult: (job: Job, result: Result) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Runs jobs in order, `workers` at a time. The first failure, or `signal`, ends all workers, and its error is thrown. */
export async function runJobs<Job, Result>(jobs: readonly Job[], options: RunJobsOptions<Job, Result>): Promise<void> {
  const { workers, start, onResult, signal } = options;
  const queue = [...jobs];
  const ending = new AbortController();
  const ends = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
  const work = async (): Promise<void> => {
    let runner: JobRunner<Job, Result> | undefined;
    let settled: Promise<void> = Promise.resolve();
    try {
      runner = start(ends);
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        const result = await runner.run(job);
        await settled;
        settled = onResult(job, result);
        settled.catch(() => {}); // it is awaited after the next job
      }
      await settled;
    } catch (error) {
      ending.abort(error);
      throw error;
    } finally {
      await settled.catch(() => {});
      await runner?.end();
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.max(1, workers) }, work));
  throwIfAborted(signal);
  if (ending.signal.aborted) throw ending.signal.reason;
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/** How many workers are worth it: at most one for each job, and by default one for each core with `worth` units to do. */
export function countWorkers(
  wanted: WorkerCount,
  { jobs, units, worth }: { readonly jobs: number; readonly units: number; readonly worth: number },
): number {
  if (wanted === 'auto') return Math.min(availableParallelism(), jobs, Math.floor(units / worth));
  if (Number.isInteger(wanted) && wanted >= 1 && wanted <= mostWorkers) return Math.min(wanted, jobs);
  const expected = `auto or a number from 1 to ${mostWorkers}`;
  throw new BulkgenError('invalid-option', `Expected --workers to be ${expected}, got ${quoteValue(wanted)}`);
}
