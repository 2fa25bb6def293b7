// What runs in each thread of a lint.
import { runWorkerJobs } from '../threads/run-worker-jobs.ts';
import { createReader, type Piece, type ReaderSettings, type ReadJob } from './group-reader.ts';

await runWorkerJobs<ReaderSettings, ReadJob, Piece>((settings, onRead) => createReader(settings, onRead).run);
