// The server is a process that continues when bulkgen ends. `neo4j start` starts it, and ends once the server is starting.
import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { throwIfAborted } from '../../errors.ts';
import { signalGroup, waitUntilGroupGone } from '../../system/process-group.ts';
import type { LocalServer } from './local-server.ts';
import { cannotRun, findProgram, programEnvironment } from './program.ts';
import type { StartLog } from './start-log.ts';

/** A running `neo4j start`. */
export interface Launcher {
  /** The process group of the launcher and of the server that it starts. */
  readonly group: number | undefined;
  /** Resolves with the exit code of the launcher. */
  readonly ended: Promise<number | null>;
}

const secondsToStop = 120;

/** Runs `neo4j start`. Not by execa: the server may write to the output of its launcher, and must not need its parent. */
export function launchServer(local: LocalServer, { output }: StartLog): Launcher {
  const { installation, java, account, folders } = local;
  const { command, args } = findProgram(installation, 'server', java);
  // Removed first, because the server's user owns the folder and root must not follow a link there.
  rmSync(output, { force: true });
  const file = openSync(output, 'wx', 0o600);
  try {
    if (account) fchownSync(file, account.uid, account.gid);
    const child = spawn(command, [...args, 'start'], {
      cwd: folders.work,
      env: programEnvironment(local),
      stdio: ['ignore', file, file],
      detached: true,
      ...account,
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('exit', resolve);
      child.once('error', (cause) => reject(cannotRun(command, cause)));
    });
    return { group: child.pid, ended };
  } finally {
    closeSync(file);
  }
}

/** Waits for the launcher's end and returns its exit code. */
export async function waitForLauncher({ ended }: Launcher, signal: AbortSignal | undefined): Promise<number | null> {
  for (;;) {
    const exitCode = await Promise.race([ended, setTimeout(50)]);
    if (exitCode !== undefined) return exitCode;
    throwIfAborted(signal);
  }
}

/** Stops the launcher and the server that it started. */
export async function stopLaunched({ group }: Launcher): Promise<void> {
  if (group === undefined) return;
  signalGroup(group, 'SIGTERM');
  await waitUntilGroupGone(group, secondsToStop * 1000);
}
