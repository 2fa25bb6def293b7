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
  /**
   * Jobs of one group need the same code, which each worker compiles for itself: a worker with a group keeps to it, and helps with that of another at
   * the end. Jobs without a group run last. By default, no job has one.
   */
  readonly groupOf?: ((job: Job) => number | undefined) | undefined;
}

/**
 * Runs jobs, `workers` at a time, in order except for their groups. The first failure, or `signal`, ends all workers, and its error is thrown.
 */
export async function runJobs<Job, Result>(jobs: readonly Job[], options: RunJobsOptions<Job, Result>): Promise<void> {
  const { workers, start, onResult, signal, groupOf } = options;
  const takeAfter = createQueue(jobs, groupOf);
  const ending = new AbortController();
  const ends = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
  const work = async (): Promise<void> => {
    let runner: JobRunner<Job, Result> | undefined;
    let settled: Promise<void> = Promise.resolve();
    try {
      runner = start(ends);
      for (let job = takeAfter(undefined); job !== undefined; job = takeAfter(job)) {
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

/** Makes the function that takes the next job of a worker out of the queue, after its last one. */
function createQueue<Job>(
  jobs: readonly Job[],
  groupOf: (job: Job) => number | undefined = () => undefined,
): (last: Job | undefined) => Job | undefined {
  const groups = new Map<number | undefined, Job[]>();
  for (const job of jobs) {
    const queue = groups.get(groupOf(job));
    if (queue) queue.push(job);
    else groups.set(groupOf(job), [job]);
  }
  const begun = new Set<number | undefined>([undefined]);
  const chooseGroup = (last: Job | undefined): number | undefined => {
    const own = last === undefined ? undefined : groupOf(last);
    if (own !== undefined && groups.has(own)) return own;
    const waiting = [...groups.keys()];
    return waiting.find((group) => !begun.has(group)) ?? waiting.find((group) => group !== undefined);
  };
  return (last) => {
    const group = chooseGroup(last);
    const queue = groups.get(group);
    begun.add(group);
    const job = queue?.shift();
    if (queue?.length === 0) groups.delete(group);
    return job;
  };
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
