import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError, throwIfAborted } from '../../errors.ts';
import { isHeldByAnother } from '../../system/port-holder.ts';
import { readCommand, readUser } from '../../system/process-command.ts';
import { identifyProcess, type ProcessIdentity, waitUntilGone } from '../../system/process-identity.ts';
import { waitUntil } from '../../system/wait-until.ts';
import { endOrphans } from '../neo4j/admin-record.ts';
import { answersBolt } from '../neo4j/answers-bolt.ts';
import { findLastLine } from '../neo4j/program-output.ts';
import { findHolders, listsEveryLock } from '../neo4j/store-lock.ts';
import { describeStoreUser, storeInUse } from '../neo4j/store-user.ts';
import { runAdmin } from './admin.ts';
import { readBoltAddress } from './bolt-address.ts';
import { launchServer, stopLaunched, waitForLauncher } from './launch.ts';
import type { LocalServer } from './local-server.ts';
import { runProgram } from './program.ts';
import { beginStartLog, type StartLog } from './start-log.ts';

const secondsToAnswer = 120;
const millisecondsToEnd = 10_000;

/**
 * Finds the process of an installation's running server. Throws `target-unusable` when `neo4j stop` and `neo4j start` could not
 * stop it and start it as it was, or when another process uses the store.
 */
export async function findServer(local: LocalServer): Promise<ProcessIdentity | undefined> {
  const server = await readPidFile(local);
  if (server) {
    await refuseUnstoppable(local, server.pid);
    return server;
  }
  await refuseHolders(local);
  return undefined;
}

/**
 * Starts a server with `neo4j start` and returns once it answers Bolt. Waits for a server that is already starting. Throws
 * `start-failed` with the reason from its log. Stops the server when the signal is aborted.
 */
export async function startServer(local: LocalServer, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await endOrphans(local.folders.work, local.account);
  if (await findServer(local)) return waitForAnswer(local, signal);
  // `neo4j start` would take any process whose number is in the file for its server.
  await rm(locatePidFile(local), { force: true });
  await local.files.makeFolder(local.folders.work);
  const log = await beginStartLog(local.folders);
  const launcher = launchServer(local, log);
  try {
    const exitCode = await waitForLauncher(launcher, signal);
    if (exitCode !== 0) throw await log.explain();
    await waitForAnswer(local, signal, log);
  } catch (error) {
    await stopLaunched(launcher);
    throw error;
  }
}

/**
 * Stops a server with `neo4j stop` and returns when its process has ended and its store is unused. Does nothing when it is
 * stopped. Never kills it, because its store would need recovery. Throws `stop-failed`, and `target-unusable` beforehand.
 */
export async function stopServer(local: LocalServer): Promise<void> {
  const server = await findServer(local);
  if (server) {
    const { exitCode, lastLines } = await runProgram(local, { kind: 'server', args: ['stop'] });
    if (!(await waitUntilGone(server, exitCode === 0 ? millisecondsToEnd : 0))) {
      const reason = findLastLine(lastLines);
      throw new BulkgenError('stop-failed', `\`neo4j stop\` did not stop Neo4j (process ${server.pid}): ${reason}`, {
        hint: `See its log in ${local.folders.logs}. Give it more seconds with NEO4J_SHUTDOWN_TIMEOUT.`,
      });
    }
  }
  await assertStoreUnused(local);
}

/** Throws `target-unusable` when a process uses the store of a stopped server, even a process that this machine cannot list. */
export async function assertStoreUnused(local: LocalServer): Promise<void> {
  await refuseHolders(local);
  const { data } = local.folders;
  if ((await listsEveryLock()) || !(await local.files.exists(join(data, 'databases', 'system')))) return;
  const { exitCode, lastLines } = await runAdmin(local, ['database', 'info', 'system']);
  if (exitCode === 0 || !lastLines.some((line) => line.includes('in use'))) return;
  throw new BulkgenError('target-unusable', `The store in ${data} is in use by a process that bulkgen cannot see`, {
    hint: 'Stop that Neo4j on the machine or in the container where it runs, then run the command again. Nothing was changed.',
  });
}

/** Returns once the server answers. Throws `start-failed` when it ends or takes too long. */
async function waitForAnswer(local: LocalServer, signal?: AbortSignal, log?: StartLog): Promise<void> {
  const { host = '', port = 0 } = readBoltAddress(local.installation.settings) ?? {};
  const isUp = async (): Promise<boolean> => {
    const answers = await answersBolt(host, port);
    const server = await findServer(local);
    if (!server) throw await (log ?? (await beginStartLog(local.folders))).explain();
    // When another program answers at the port, this server will find it taken and end.
    return answers && !(await isHeldByAnother(port, server.pid));
  };
  if (await waitUntil(isUp, { every: 50, within: secondsToAnswer * 1000, signal })) return;
  const message = `Neo4j did not answer Bolt at ${host}:${port} within ${secondsToAnswer} seconds`;
  throw new BulkgenError('start-failed', message, { hint: `See its log in ${local.folders.logs}.` });
}

async function refuseHolders({ folders }: LocalServer): Promise<void> {
  const [pid] = await findHolders(folders.data);
  if (pid !== undefined) throw storeInUse(folders.data, pid, await describeStoreUser(pid));
}

async function refuseUnstoppable({ folders, account }: LocalServer, pid: number): Promise<void> {
  const storeUser = await describeStoreUser(pid);
  if (!storeUser.canStop) throw storeInUse(folders.data, pid, storeUser);
  const [user, owner] = [await readUser(pid), account?.uid ?? process.getuid?.()];
  if (user === undefined || user === owner) return;
  const description = `a Neo4j that runs as user ${user}, while the store belongs to user ${owner}`;
  const hint = 'Stop that Neo4j, and start it as the owner of its data.';
  throw storeInUse(folders.data, pid, { description, hint, canStop: false });
}

function locatePidFile({ folders }: LocalServer): string {
  return join(folders.run, 'neo4j.pid');
}

/** The process in the pid file, if it is this installation's server. The number may belong to another process by now. */
async function readPidFile(local: LocalServer): Promise<ProcessIdentity | undefined> {
  const pid = Number((await readFile(locatePidFile(local), 'utf8').catch(() => '')).trim());
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const identity = await identifyProcess(pid);
  const [, home] = / --home-dir=(.*?) --config-dir=/.exec(await readCommand(pid)) ?? [];
  return home !== undefined && (await isSameFolder(home, local.installation.home)) ? identity : undefined;
}

async function isSameFolder(folder: string, other: string): Promise<boolean> {
  const [a, b] = [await realpath(folder).catch(() => folder), await realpath(other).catch(() => other)];
  return a === b;
}
