import { Worker } from 'node:worker_threads';
import { BulkgenError, type ErrorCode } from '../errors.ts';

/** What a thread reports. */
export type ThreadMessage =
  | { readonly advanced: number }
  | { readonly result: unknown }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly hint?: string | undefined } };

/** Runs jobs one at a time, in another thread or in this one. */
export interface JobRunner<Job, Result> {
  run(job: Job): Promise<Result>;
  /** Ends the runner. No job may be running. */
  end(): Promise<void>;
}

/** Runs jobs in this thread. */
export function runHere<Job, Result>(run: (job: Job) => Promise<Result>): JobRunner<Job, Result> {
  return { run, end: async () => {} };
}

interface ThreadOptions {
  /** Passed to `runWorkerJobs` in the thread. */
  readonly settings: unknown;
  /** Called with progress, in the units of the jobs. */
  readonly onAdvance: (units: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a thread of the module `name` beside `importer`. That module calls `runWorkerJobs`. `signal` ends the thread, and a
 * running job throws the reason of the signal. A job throws `worker-failed` when the thread ends by itself, else the error
 * that the job threw in the thread.
 */
export function startThread<Job, Result>(
  importer: string,
  name: string,
  { settings, onAdvance, signal }: ThreadOptions,
): JobRunner<Job, Result> {
  // The source in development, the compiled file in the package.
  const extension = importer.endsWith('.ts') ? '.ts' : '.js';
  const file = new URL(`./${name}${extension}`, importer);
  // Options of the calling process, such as --input-type, do not apply to the thread.
  const worker = new Worker(file, { workerData: settings, execArgv: [] });
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  let settle: { resolve: (result: Result) => void; reject: (error: unknown) => void } | undefined;
  let gone: BulkgenError | undefined;
  const onGone = (error: BulkgenError): void => {
    gone ??= error;
    settle?.reject(gone);
  };
  worker.on('message', (message: ThreadMessage) => {
    if ('advanced' in message) onAdvance(message.advanced);
    else if ('result' in message) settle?.resolve(message.result as Result);
    else settle?.reject(new BulkgenError(message.failed.code, message.failed.message, withHint(message.failed.hint)));
  });
  worker.on('error', (cause) => onGone(endedEarly(`it threw: ${cause.message}`, cause)));
  worker.on('exit', (code) => onGone(endedEarly(`exit code ${code}`)));
  const stop = (): void => {
    settle?.reject(signal?.reason);
    void worker.terminate();
  };
  signal?.addEventListener('abort', stop, { once: true });
  return {
    run(job) {
      return new Promise((resolve, reject) => {
        settle = { resolve, reject };
        if (signal?.aborted) reject(signal.reason);
        else if (gone) reject(gone);
        else worker.postMessage(job);
      });
    },
    async end() {
      settle = undefined;
      signal?.removeEventListener('abort', stop);
      worker.postMessage(null); // the thread then ends by itself, unless it was stopped
      await ended;
    },
  };
}

function withHint(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

function endedEarly(reason: string, cause?: Error & { readonly code?: string }): BulkgenError {
  const outOfMemory = cause?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new BulkgenError('worker-failed', `A worker thread ended before its job was done: ${reason}`, {
    ...(outOfMemory && { hint: 'Use fewer workers (`bulkgen export --workers`). Each needs about 60 MB of memory.' }),
    cause,
  });
}
