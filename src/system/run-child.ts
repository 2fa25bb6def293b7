import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import { type BulkgenError, throwIfAborted } from '../errors.ts';
import { splitLines } from './split-lines.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface ChildOptions {
  /**
   * Called with each whole line of output once its line break (`\n`, `\r\n` or `\r`) has come, without it; stdout and
   * stderr alike, and never mixed within a line.
   */
  readonly onLine?: (line: string) => void;
  /** Called with the unfinished line from its beginning each time it grows: the importer prints a dot per 0.1 % of a stage. */
  readonly onPartialLine?: (lineSoFar: string) => void;
  /** What the command reads; an error of it ends the command, and is thrown. */
  readonly input?: Readable | undefined;
  /** Takes its bytes on stdout, which then has no lines. */
  readonly output?: Writable | undefined;
  /** Ends the command, and every process it started, when it fires; the call then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface ChildResult {
  readonly exitCode: number;
  /** The last lines of output, enough to say why a command failed. */
  readonly lastLines: readonly string[];
}

export interface ChildCall extends ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** The user and group it runs as, where it is not this one; only root can ask for another. */
  readonly account?: Account | undefined;
  /** The error to throw when the command is not there. */
  readonly whenMissing: (cause: unknown) => BulkgenError;
  /** Told the process id once there is one. */
  readonly onStart?: (pid: number) => Promise<void>;
}

const rememberedLines = 50;
const millisecondsToEnd = 10_000;

/**
 * Runs a child in a process group of its own to its end and passes its lines on. The group ends with `signal` (SIGTERM,
 * SIGKILL after ten seconds; the call returns when it is gone) and with bulkgen itself.
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
  // At once: what a child says while nobody reads is lost.
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

/** A child that ends before it has read everything says itself why; only what the source throws is an error here. */
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
