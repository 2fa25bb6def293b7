import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { runChild } from '../system/run-child.ts';
import type { ClientJob, ClientMessage } from './client-job.ts';
import type { Measured } from './figures.ts';

export interface ClientOptions {
  /** The command line of another client than that of bulkgen. It takes the same job. */
  readonly command?: readonly string[] | undefined;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Runs a client process and returns what it measured. Throws what the client threw, and `worker-failed` when it ends without a word. */
export async function runClient(job: ClientJob, options: ClientOptions): Promise<Measured> {
  const { command: [program, ...args] = ownClient(), folder, env, signal, onProgress } = options;
  let last: ClientMessage | undefined;
  const { exitCode, lastLines } = await runChild({
    ...{ command: program!, args, env, folder, signal },
    input: Readable.from([JSON.stringify(job)]),
    onLine(line) {
      const message = parseMessage(line);
      if (message && 'progress' in message) onProgress?.(message.progress);
      else last = message ?? last;
    },
    whenMissing: (cause) => new BulkgenError('worker-failed', `Could not run ${program}`, { cause }),
  });
  if (last && 'measured' in last) return last.measured;
  if (last && 'failed' in last) {
    const { code, message, hint } = last.failed;
    throw new BulkgenError(code, message, hint === undefined ? {} : { hint });
  }
  const reason = lastLines.at(-1) ?? `exit code ${exitCode}`;
  throw new BulkgenError('worker-failed', `The client of the bench ended before its work was done: ${reason}`);
}

/** The source in development, the compiled file in the package. */
function ownClient(): readonly string[] {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return [process.execPath, fileURLToPath(new URL(`./client${extension}`, import.meta.url))];
}

/** Undefined for a line that is not a message, such as a warning of Node. */
function parseMessage(line: string): ClientMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as ClientMessage;
  } catch {
    return undefined;
  }
}
