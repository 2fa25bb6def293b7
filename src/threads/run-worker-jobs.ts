import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { BulkgenError } from '../errors.ts';
import type { ThreadMessage } from './thread.ts';

const millisecondsBetweenReports = 100;

/** Runs the jobs of this thread, which `startThread` started with `settings`, until there are no more. */
export async function runWorkerJobs<Settings, Job, Result>(
  prepare: (settings: Settings, onAdvance: (units: number) => void) => (job: Job) => Promise<Result>,
): Promise<void> {
  let unreported = 0;
  let reportedAt = 0;
  const post = (message: ThreadMessage): void => parentPort!.postMessage(message);
  const report = (): void => {
    reportedAt = performance.now();
    post({ advanced: unreported });
    unreported = 0;
  };
  const onAdvance = (units: number): void => {
    unreported += units;
    if (performance.now() - reportedAt >= millisecondsBetweenReports) report();
  };
  let work: ((job: Job) => Promise<Result>) | undefined;
  for (;;) {
    const [job] = (await once(parentPort!, 'message')) as [Job | null];
    if (job === null) return;
    try {
      work ??= prepare(workerData as Settings, onAdvance);
      const result = await work(job);
      report();
      post({ result });
    } catch (error) {
      if (!(error instanceof BulkgenError)) throw error;
      const { code, message, hint } = error;
      post({ failed: { code, message, hint } });
    }
  }
}
