// A thread that does one job and then ends by itself.
import { serveJobs } from '../../src/threads/serve-jobs.ts';

await serveJobs<null, string, string>(() => async (job) => {
  setTimeout(() => process.exit(3), 50);
  return job;
});
