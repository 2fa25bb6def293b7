// A thread that does one job and then ends by itself.
import { runWorkerJobs } from '../../src/threads/run-worker-jobs.ts';

await runWorkerJobs<null, string, string>(() => async (job) => {
  setTimeout(() => process.exit(3), 50);
  return job;
});
