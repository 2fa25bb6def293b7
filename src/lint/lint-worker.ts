// Runs in each thread of a lint.
import { runWorkerJobs } from '../threads/run-worker-jobs.ts';
import { createRangeLinter, type RangeJob, type RangeLinterSettings, type RangeResult } from './range-linter.ts';

await runWorkerJobs<RangeLinterSettings, RangeJob, RangeResult>(
  (settings, onRead) => createRangeLinter(settings, onRead).run,
);
