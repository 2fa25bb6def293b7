// What runs in each thread of a lint.
import { serveJobs } from '../threads/serve-jobs.ts';
import { createReader, type Piece, type ReaderSettings, type ReadJob } from './group-reader.ts';

await serveJobs<ReaderSettings, ReadJob, Piece>((settings, onRead) => createReader(settings, onRead).run);
