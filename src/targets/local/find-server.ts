import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { readCommand, readUser } from '../../system/process-command.ts';
import { identifyProcess, type ProcessIdentity } from '../../system/process-identity.ts';
import { findHolders, listsEveryLock } from '../neo4j/store-lock.ts';
import { describeHolder, storeInUse } from '../neo4j/store-user.ts';
import { type LocalServer, runProgram } from './admin.ts';

/**
 * The process of an installation's running server, one that `neo4j stop` stops and `neo4j start` brings back as it was.
 * Throws `target-unusable` when the store is in use in any other way.
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

/** Throws `target-unusable` when a store that should be free is held, be it by a process that cannot be seen from here. */
export async function assertStoreUnused(local: LocalServer): Promise<void> {
  await refuseHolders(local);
  const { data } = local.folders;
  if ((await listsEveryLock()) || !(await local.files.exists(join(data, 'databases', 'system')))) return;
  const { exitCode, lastLines } = await runProgram(local, { kind: 'admin', args: ['database', 'info', 'system'] });
  if (exitCode === 0 || !lastLines.some((line) => line.includes('in use'))) return;
  throw new BulkgenError(
    'target-unusable',
    `The store in ${data} is in use by a process that cannot be seen from here`,
    {
      hint: 'Nothing was changed. Stop that Neo4j where it was started, then import; start it again afterwards.',
    },
  );
}

export function pidFileOf({ folders }: LocalServer): string {
  return join(folders.run, 'neo4j.pid');
}

/** Whoever the pid file names, if it is this installation's server: a number alone may be another process by now. */
async function readPidFile(local: LocalServer): Promise<ProcessIdentity | undefined> {
  const pid = Number((await readFile(pidFileOf(local), 'utf8').catch(() => '')).trim());
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const identity = await identifyProcess(pid);
  const [, home] = / --home-dir=(.*?) --config-dir=/.exec(await readCommand(pid)) ?? [];
  return home !== undefined && (await isSameFolder(home, local.installation.home)) ? identity : undefined;
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = [await realpath(one).catch(() => one), await realpath(other).catch(() => other)];
  return a === b;
}

async function refuseHolders({ folders }: LocalServer): Promise<void> {
  const [pid] = await findHolders(folders.data);
  if (pid !== undefined) throw storeInUse(folders.data, pid, await describeHolder(pid));
}

async function refuseUnstoppable({ folders, account }: LocalServer, pid: number): Promise<void> {
  const holder = await describeHolder(pid);
  if (!holder.canStop) throw storeInUse(folders.data, pid, holder);
  const [user, owner] = [await readUser(pid), account?.uid ?? process.getuid?.()];
  if (user === undefined || user === owner) return;
  const what = `a Neo4j that runs as user ${user}, while the store belongs to user ${owner}`;
  const hint = 'Stop it, and start it as the owner of its data.';
  throw storeInUse(folders.data, pid, { what, hint, canStop: false });
}
