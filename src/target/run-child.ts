import { constants } from 'node:os';
import { execa } from 'execa';
import { type BulkgenError, throwIfAborted } from '../errors.ts';
import { splitLines } from './split-lines.ts';
import type { AdminOptions, AdminResult } from './target.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface ChildCall extends AdminOptions {
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
export async function runChild({ signal, onLine, onPartialLine, ...call }: ChildCall): Promise<AdminResult> {
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
  const child = startChild(call, signal);
  // At once: what a child says while nobody reads is lost.
  const reading = Promise.all([splitLines(child.stdout, listener), splitLines(child.stderr, listener)]);
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

type StartOptions = Pick<ChildCall, 'command' | 'args' | 'env' | 'folder' | 'account'>;

function startChild({ command, args, env, folder, account }: StartOptions, signal: AbortSignal | undefined) {
  return execa(command, args, {
    cwd: folder,
    env,
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    encoding: 'buffer',
    killDescendants: true,
    forceKillAfterDelay: millisecondsToEnd,
    ...account,
    ...(signal && { cancelSignal: signal }),
  });
}
