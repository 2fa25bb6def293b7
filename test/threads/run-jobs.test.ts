import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { countWorkers, runJobs } from '../../src/threads/run-jobs.ts';
import type { JobRunner } from '../../src/threads/thread.ts';

/** Squares each number, and notes when the runner ends. */
function square(ended: string[]): JobRunner<number, number> {
  return {
    run: async (job) => {
      await setTimeout(1);
      if (job < 0) throw new Error(`no square of ${job}`);
      return job * job;
    },
    end: async () => void ended.push('ended'),
  };
}

/** Works as a thread does: not at all once all workers are ended. */
async function unlessEnded<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  return work();
}

describe('runJobs', () => {
  it('runs every job once, ends its workers, and passes on their results', async () => {
    const found: number[] = [];
    const ended: string[] = [];
    await runJobs([1, 2, 3, 4, 5], {
      workers: 2,
      start: () => square(ended),
      onResult: async (job, result) => void found.push(job, result),
    });
    expect(found.toSorted((a, b) => a - b)).toEqual([1, 1, 2, 3, 4, 4, 5, 9, 16, 25]);
    expect(ended).toEqual(['ended', 'ended']);
  });

  it.each([
    ['a job', [1, -2, 3, 4, 5, 6, 7, 8], undefined, 'no square of -2'],
    ['the use of a result', [1, 2, 3, 4, 5, 6, 7, 8], 2, 'no use for 2'],
  ])('ends all workers when %s fails', async (_, jobs, useless, message) => {
    const found: number[] = [];
    const ended: string[] = [];
    const work = runJobs(jobs, {
      workers: 2,
      start: (signal) => {
        const { run, end } = square(ended);
        return { run: (job) => unlessEnded(signal, () => run(job)), end };
      },
      onResult: async (job) => {
        if (job === useless) throw new Error(`no use for ${job}`);
        found.push(job);
      },
    });
    await expect(work).rejects.toThrow(message);
    expect(found).not.toContain(8);
    expect(ended).toEqual(['ended', 'ended']);
  });

  it('keeps a worker to one group of jobs, and runs those without a group last', async () => {
    const jobs = [70, 11, 12, 13, 14, 15, 21, 22, 31, 71];
    const workers: number[][] = [];
    await runJobs(jobs, {
      workers: 2,
      start: () => {
        const own: number[] = [];
        workers.push(own);
        return { ...square([]), run: async (job) => void own.push(job) };
      },
      groupOf: (job) => (job < 70 ? Math.floor(job / 10) : undefined),
      onResult: async () => {},
    });
    // The second worker helps with the first group when its own two are done.
    expect(workers).toEqual([
      [11, 12, 13, 14, 70],
      [21, 22, 31, 15, 71],
    ]);
  });

  it('ends all workers when one cannot be started', async () => {
    const done: number[] = [];
    let started = 0;
    const work = runJobs([1, 2, 3, 4, 5, 6, 7, 8], {
      workers: 2,
      start(signal) {
        if (++started === 2) throw new Error('no more');
        const { run, end } = square([]);
        return { run: (job) => unlessEnded(signal, () => run(job)), end };
      },
      onResult: async (job) => void done.push(job),
    });
    await expect(work).rejects.toThrow('no more');
    expect(done.length).toBeLessThan(3);
  });

  it('reports an interruption, whatever its workers report then', async () => {
    const controller = new AbortController();
    const work = runJobs([1, 2, 3], {
      workers: 1,
      signal: controller.signal,
      start: (signal) => ({
        run: async () => {
          controller.abort();
          signal.throwIfAborted();
        },
        end: async () => {},
      }),
      onResult: async () => {},
    });
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('countWorkers', () => {
  it('counts a worker for each core that is worth it, and never more than jobs', () => {
    const cores = availableParallelism();
    expect(countWorkers('auto', { jobs: 1_000, units: 1e9, worth: 1 })).toBe(cores);
    expect(countWorkers('auto', { jobs: 1_000, units: 99, worth: 100 })).toBe(0);
    expect(countWorkers('auto', { jobs: 1, units: 1e9, worth: 1 })).toBe(1);
    expect(countWorkers(7, { jobs: 3, units: 1, worth: 100 })).toBe(3);
    expect(countWorkers(7, { jobs: 30, units: 1, worth: 100 })).toBe(7);
  });
});
