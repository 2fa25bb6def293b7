// The server is a process of its own: `neo4j start` ends when it is up, and it goes on when bulkgen ends.
import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { BulkgenError, throwIfAborted } from '../../errors.ts';
import { isHeldByAnother } from '../../system/port-holder.ts';
import { signalGroup, waitUntilGroupGone } from '../../system/process-group.ts';
import { waitUntil } from '../../system/wait-until.ts';
import { endOrphans } from '../neo4j/admin-record.ts';
import { answersBolt } from '../neo4j/answers-bolt.ts';
import { cannotRun, type LocalServer } from './admin.ts';
import { readBoltAddress } from './bolt-address.ts';
import { findServer, pidFileOf } from './find-server.ts';
import { findProgram, programEnvironment } from './program.ts';
import { beginStartLog, type StartLog } from './start-log.ts';

const secondsToAnswer = 120;
const secondsToStop = 120;

/**
 * Starts a server with `neo4j start` and returns once it answers Bolt; one that runs is waited for. Throws `start-failed`
 * with the reason from its log. When the signal fires, what was started is stopped.
 */
export async function startServer(local: LocalServer, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await endOrphans(local.folders.work, local.account);
  if (await findServer(local)) return waitForAnswer(local, signal);
  // It may name a process that has nothing to do with Neo4j; then `neo4j start` would take that for its server.
  await rm(pidFileOf(local), { force: true });
  await local.files.makeFolder(local.folders.work);
  const log = await beginStartLog(local.folders);
  const launcher = launch(local, log);
  try {
    const exitCode = await waitForEnd(launcher, signal);
    if (exitCode !== 0) throw await log.explain();
    await waitForAnswer(local, signal, log);
  } catch (error) {
    if (launcher.group !== undefined) {
      signalGroup(launcher.group, 'SIGTERM');
      await waitUntilGroupGone(launcher.group, secondsToStop * 1000);
    }
    throw error;
  }
}

interface Launcher {
  /** Of the launcher and of the server that it starts. */
  readonly group: number | undefined;
  readonly ended: Promise<number | null>;
}

/** Not by execa: the server may go on writing where its launcher did, and must not need its parent. */
function launch({ installation, java, env, account, folders }: LocalServer, { output }: StartLog): Launcher {
  const { command, args } = findProgram(installation, 'server', java);
  // Made anew: its folder is the server's, where root must follow no link.
  rmSync(output, { force: true });
  const file = openSync(output, 'wx', 0o600);
  try {
    if (account) fchownSync(file, account.uid, account.gid);
    const child = spawn(command, [...args, 'start'], {
      cwd: folders.work,
      env: programEnvironment(installation, { java, env, account }),
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

async function waitForEnd({ ended }: Launcher, signal: AbortSignal | undefined): Promise<number | null> {
  for (;;) {
    const exitCode = await Promise.race([ended, setTimeout(50)]);
    if (exitCode !== undefined) return exitCode;
    throwIfAborted(signal);
  }
}

/** Returns once the server answers; throws `start-failed` when it ends before or takes too long. */
async function waitForAnswer(local: LocalServer, signal?: AbortSignal, log?: StartLog): Promise<void> {
  const { host = '', port = 0 } = readBoltAddress(local.installation.settings) ?? {};
  const isUp = async (): Promise<boolean> => {
    const answers = await answersBolt(host, port);
    const server = await findServer(local);
    if (!server) throw await (log ?? (await beginStartLog(local.folders))).explain();
    // Another program may answer at the port: then this server is about to find it taken.
    return answers && !(await isHeldByAnother(port, server.pid));
  };
  if (await waitUntil(isUp, { every: 50, within: secondsToAnswer * 1000, signal })) return;
  const message = `Neo4j did not answer Bolt at ${host}:${port} within ${secondsToAnswer} seconds`;
  throw new BulkgenError('start-failed', message, { hint: `Its log is in ${local.folders.logs}.` });
}
