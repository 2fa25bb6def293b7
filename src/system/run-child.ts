// Runs a command that may take long: its lines are passed on while it runs, and bulkgen ends every process that it started.
// For a short command whose output is read at its end, use `runCommand` of run-command.ts.
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { execa } from 'execa';
import { type BulkgenError, throwIfAborted } from '../errors.ts';

/** A user and a group. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How a program is run. */
export interface ChildOptions {
  /** Called with each line of stdout and stderr, without its line break (`\n`, `\r\n` or `\r`). The two are never mixed in a line. */
  readonly onLine?: (line: string) => void;
  /** Called with the unfinished line each time it grows: neo4j-admin prints a dot per 0.1 % of a stage. */
  readonly onPartialLine?: (lineSoFar: string) => void;
  /** The command's stdin. An error of this stream ends the command and is thrown. */
  readonly input?: Readable | undefined;
  /** Receives the bytes of stdout. `onLine` then gets only the lines of stderr. */
  readonly output?: Writable | undefined;
  /** Ends the command and every process that it started. The call then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How a program ended. */
export interface ChildResult {
  readonly exitCode: number;
  /** The last 50 lines of output. */
  readonly lastLines: readonly string[];
}

export interface ChildCall extends ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** The user and group that it runs as, where that is not this user. Needs root. */
  readonly account?: Account | undefined;
  /** Returns the error to throw when the command does not exist. */
  readonly whenMissing: (cause: unknown) => BulkgenError;
  /** Called with the process id after the start. */
  readonly onStart?: (pid: number) => Promise<void>;
}

const rememberedLines = 50;
const millisecondsToEnd = 10_000;

/**
 * Runs a command in its own process group to its end and passes its lines on. The group ends with bulkgen, and when `signal` is
 * aborted: by SIGTERM, then SIGKILL after ten seconds. The call returns when the group has ended.
 */
export async function runChild({
  signal,
  onLine,
  onPartialLine,
  input,
  output,
  ...call
}: ChildCall): Promise<ChildResult> {
  throwIfAborted(signal);
  const lastLines: string[] = [];
  const listener = {
    onLine(line: string): void {
      lastLines.push(line);
      if (lastLines.length > rememberedLines) lastLines.shift();
      onLine?.(line);
    },
    onPartialLine: (lineSoFar: string): void => onPartialLine?.(lineSoFar),
  };
  const child = startChild({ ...call, hasInput: input !== undefined }, signal);
  // Starts at once, because output that is not read is lost.
  const reading = Promise.all([
    output ? pipeline(child.stdout, output) : splitLines(child.stdout, listener),
    splitLines(child.stderr, listener),
    input && child.stdin && feed(input, child.stdin),
  ]);
  reading.catch(() => {});
  try {
    if (child.pid !== undefined) await call.onStart?.(child.pid);
    await reading;
  } catch (error) {
    child.kill();
    if (!signal?.aborted) {
      await child;
      throw error;
    }
  }
  const { exitCode, signal: endedBy, cause } = await child;
  throwIfAborted(signal);
  if (exitCode !== undefined) return { exitCode, lastLines };
  if (endedBy === undefined) throw call.whenMissing(cause);
  return { exitCode: 128 + (constants.signals[endedBy] ?? 0), lastLines };
}

/** Throws the errors of the source only. A command that ends before it has read everything reports why by itself. */
async function feed(input: Readable, stdin: Writable): Promise<void> {
  await pipeline(input, stdin).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

interface StartOptions extends Pick<ChildCall, 'command' | 'args' | 'env' | 'folder' | 'account'> {
  readonly hasInput: boolean;
}

function startChild({ command, args, env, folder, account, hasInput }: StartOptions, signal: AbortSignal | undefined) {
  return execa(command, args, {
    cwd: folder,
    env,
    extendEnv: false,
    stdin: hasInput ? 'pipe' : 'ignore',
    buffer: false,
    reject: false,
    encoding: 'buffer',
    killDescendants: true,
    forceKillAfterDelay: millisecondsToEnd,
    ...account,
    ...(signal && { cancelSignal: signal }),
  });
}

export interface LineListener {
  readonly onLine: (line: string) => void;
  /** Called with the unfinished last line each time it grows. */
  readonly onPartialLine: (lineSoFar: string) => void;
}

/** Splits a stream of bytes into lines at `\n`, `\r\n` or `\r`. The last line need not have a line break. */
export async function splitLines(
  chunks: AsyncIterable<Uint8Array | string>,
  { onLine, onPartialLine }: LineListener,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const cut = (text: string): void => {
    // A `\r` that ends the chunk waits for the `\n` that may follow it.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    if (rest !== '') onPartialLine(rest.replace(/\r$/, ''));
  };
  for await (const chunk of chunks) cut(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk)));
  rest = (rest + decoder.end()).replace(/\r$/, '');
  if (rest !== '') onLine(rest);
}
