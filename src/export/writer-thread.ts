import { Worker } from 'node:worker_threads';
import { BulkgenError, type ErrorCode } from '../errors.ts';
import type { ExportPlan } from './plan.ts';
import type { PartPlace, WritePartOptions, WrittenPart } from './write-part.ts';

/** What a thread is told when it starts: all that the plan follows from. */
export interface WriterSettings {
  readonly model: string;
  readonly seed: string;
  readonly scale: number;
  readonly asOfDay: number;
  readonly ids: ExportPlan['ids'];
  readonly tables: readonly string[];
  /** Parts of each table, in order. */
  readonly parts: readonly number[];
  readonly gzip: boolean;
  readonly folder: string;
}

/** What a thread says. */
export type WriterMessage =
  | { readonly rows: number }
  | { readonly written: WrittenPart }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly hint?: string | undefined } };

export interface Writer {
  /** Writes one part; one at a time. */
  write(place: PartPlace): Promise<WrittenPart>;
  /** Ends it when no part is being written. */
  end(): Promise<void>;
}

/** Starts a thread that writes parts of the plan. It ends with `signal`, whose reason a write under way then throws. */
export function startWriter(plan: ExportPlan, { folder, onRows, signal }: WritePartOptions): Writer {
  // The file beside this one: source while developing, else what it was compiled to.
  const file = new URL(`./writer${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  // Options such as --input-type, which a caller may run under, are not for it.
  const worker = new Worker(file, { workerData: describeSettings(plan, folder), execArgv: [] });
  let settle: { resolve: (written: WrittenPart) => void; reject: (error: unknown) => void } | undefined;
  worker.on('message', (message: WriterMessage) => {
    if ('rows' in message) onRows(message.rows);
    else if ('written' in message) settle?.resolve(message.written);
    else settle?.reject(new BulkgenError(message.failed.code, message.failed.message, withHint(message.failed.hint)));
  });
  worker.on('error', (cause) => settle?.reject(endedEarly(`it threw: ${cause.message}`, cause)));
  worker.on('exit', (code) => settle?.reject(endedEarly(`exit code ${code}`)));
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  const stop = (): void => {
    settle?.reject(signal?.reason);
    void worker.terminate();
  };
  signal?.addEventListener('abort', stop, { once: true });
  return {
    write(place) {
      return new Promise((resolve, reject) => {
        settle = { resolve, reject };
        if (signal?.aborted) reject(signal.reason);
        else worker.postMessage(place);
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

function describeSettings({ graph, ids, gzip, tables }: ExportPlan, folder: string): WriterSettings {
  const { model, seed, scale, asOfDay } = graph;
  const names = tables.map(({ table }) => table.name);
  const parts = tables.map((table) => table.parts.length);
  return { model: model.name, seed, scale, asOfDay, ids, tables: names, parts, gzip, folder };
}

function withHint(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

function endedEarly(how: string, cause?: unknown): BulkgenError {
  return new BulkgenError('worker-failed', `A worker ended before its part was written: ${how}`, {
    hint: 'Try fewer of them with --workers, each needs some 60 MB of memory.',
    cause,
  });
}
