// Runs short commands whose output is read as a whole, or line by line. For a command that may take long and start processes,
// use `runChild` of run-child.ts.
import { execa } from 'execa';
import type { Account } from './run-child.ts';

export interface CommandOptions {
  /** The environment of the command; that of bulkgen by default. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly folder?: string | undefined;
  /** The user and group it runs as; only root can ask for another. */
  readonly account?: Account | undefined;
  /** Milliseconds after which it is ended. */
  readonly timeout?: number | undefined;
  /** Ends the command when it fires. The answer then has no exit code. */
  readonly signal?: AbortSignal | undefined;
  /** Keep it out of the terminal's process group, so that a Ctrl-C does not reach it. */
  readonly detached?: boolean | undefined;
}

/** How a command ended. */
export interface CommandEnd {
  /** Undefined for a command that could not be started or that a signal ended. */
  readonly exitCode: number | undefined;
  /** The signal that ended it. */
  readonly endedBy: string | undefined;
  /** Why it could not be started. */
  readonly cause: unknown;
}

export interface CommandAnswer extends CommandEnd {
  readonly stdout: string;
  readonly stderr: string;
}

const largestOutput = 64 * 1024 * 1024;

/** Runs a short command without input and returns what it printed. Never throws for what the command does. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandAnswer> {
  const { exitCode, stdout, stderr, signal, cause } = await execa(command, args, {
    ...startOptions(options),
    maxBuffer: largestOutput,
  });
  return { exitCode, stdout: stdout ?? '', stderr: stderr ?? '', endedBy: signal, cause };
}

export interface FollowedCommand {
  /** Lines of stdout and stderr, in order, as they are printed. A consumer that stops in the middle ends the command. */
  readonly lines: AsyncIterable<string>;
  /** Resolves when the command has ended; for a consumer that has read all lines. */
  readonly ended: Promise<CommandEnd>;
}

/** Starts a command without input whose output is read line by line. */
export function followCommand(command: string, args: readonly string[], options: CommandOptions = {}): FollowedCommand {
  const child = execa(command, args, { ...startOptions(options), buffer: false, all: true });
  return {
    lines: readLines(),
    ended: child.then(({ exitCode, signal, cause }) => ({ exitCode, endedBy: signal, cause })),
  };

  async function* readLines(): AsyncGenerator<string> {
    try {
      yield* child.iterable({ from: 'all' });
    } catch (error) {
      if (!options.signal?.aborted) throw error;
    } finally {
      child.kill();
    }
  }
}

function startOptions({ env, folder, account, timeout, signal, detached }: CommandOptions) {
  return {
    stdin: 'ignore',
    reject: false,
    ...(env && { env, extendEnv: false }),
    ...(folder !== undefined && { cwd: folder }),
    ...(timeout !== undefined && { timeout }),
    ...(signal && { cancelSignal: signal }),
    ...(detached && { detached }),
    ...account,
  } as const;
}
