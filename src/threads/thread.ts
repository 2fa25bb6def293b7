import { Worker } from 'node:worker_threads';
import { BulkgenError, type ErrorCode } from '../errors.ts';

/** What a thread says. */
export type ThreadMessage =
  | { readonly advanced: number }
  | { readonly result: unknown }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly hint?: string | undefined } };

/** Somebody who does jobs, one at a time: a thread, or this one. */
export interface JobRunner<Job, Result> {
  run(job: Job): Promise<Result>;
  /** Ends it when no job is under way. */
  end(): Promise<void>;
}

/** Runs jobs in this thread. */
export function runHere<Job, Result>(run: (job: Job) => Promise<Result>): JobRunner<Job, Result> {
  return { run, end: async () => {} };
}

interface ThreadOptions {
  /** What `runWorkerJobs` in the thread is told when it starts. */
  readonly settings: unknown;
  /** Told of progress in the thread's own units. */
  readonly onAdvance: (units: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a thread of the module `name` beside `importer`, which calls `runWorkerJobs`. It ends with `signal`, whose reason a
 * job under way then throws. Throws `worker-failed` when the thread ends by itself, else what the job threw there.
 */
export function startThread<Job, Result>(
  importer: string,
  name: string,
  { settings, onAdvance, signal }: ThreadOptions,
): JobRunner<Job, Result> {
  // Source while developing, else what it was compiled to.
  const file = new URL(`./${name}${importer.endsWith('.ts') ? '.ts' : '.js'}`, importer);
  // Options such as --input-type, which a caller may run under, are not for it.
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
      worker.postMessage(null); // it ends by itself, unless it was stopped
      await ended;
    },
  };
}

function withHint(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

function endedEarly(how: string, cause?: Error & { readonly code?: string }): BulkgenError {
  const outOfMemory = cause?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new BulkgenError('worker-failed', `A worker ended before its part was done: ${how}`, {
    ...(outOfMemory && { hint: 'Use fewer of them, each needs some 60 MB of memory (`bulkgen export --workers`).' }),
    cause,
  });
}
