// After `kill -9` of bulkgen its neo4j-admin continues and writes into files that the next import uses. So bulkgen records each
// neo4j-admin with the process that started it, and the next bulkgen ends those whose owner is dead.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readUser } from '../../system/process-command.ts';
import { endGroup, isGroupAlive, listGroup } from '../../system/process-group.ts';
import {
  formatIdentity,
  identifyProcess,
  isAlive,
  type ProcessIdentity,
  parseIdentity,
} from '../../system/process-identity.ts';
import type { Account } from '../../system/run-child.ts';
import { lowerFlusher } from './lower-flusher.ts';

/**
 * Ends orphans, then calls `run`. Until `run` returns, the neo4j-admin that it starts is recorded and its flusher has the lowest
 * priority.
 */
export async function watchAdmin<Result>(
  { folder, account }: { readonly folder: string; readonly account?: Account | undefined },
  run: (onStart: (pid: number) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  await endOrphans(folder, account);
  let forget = async (): Promise<void> => {};
  let stopLowering = (): void => {};
  try {
    return await run(async (pid) => {
      stopLowering = lowerFlusher(pid);
      forget = await recordAdmin(folder, pid);
    });
  } finally {
    stopLowering();
    await forget();
  }
}

/** Records a neo4j-admin, the leader of its process group, as a child of this process. Call the result when it has ended. */
export async function recordAdmin(folder: string, pid: number): Promise<() => Promise<void>> {
  const [admin, owner] = [await identifyProcess(pid), await identifyProcess(process.pid)];
  const path = join(folder, `admin-${pid}`);
  await rm(path, { force: true });
  // Readable for every user: the next bulkgen may belong to another one.
  const writeOptions = { mode: 0o644, flag: 'wx' };
  if (admin && owner) await writeFile(path, formatIdentity(admin) + formatIdentity(owner), writeOptions);
  return () => rm(path, { force: true });
}

/**
 * Ends every neo4j-admin that a killed bulkgen left behind, and returns when all have ended. With an account, only its own
 * processes: the account can write to the folder, and must not make root end another user's process.
 */
export async function endOrphans(folder: string, account?: Account): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^admin-\d+$/.test(name)) continue;
    const path = join(folder, name);
    const [admin, owner] = (await readFile(path, 'utf8').catch(() => '')).split(/(?<=\n)/).map(parseIdentity);
    if (owner && (await isAlive(owner))) continue;
    if (admin && (await leadsGroup(admin)) && (await belongsTo(account, admin.pid))) await endGroup(admin.pid);
    await rm(path, { force: true });
  }
}

/** Whether the group is still that of this process. Its number is not reused while a process of the group is left. */
async function leadsGroup(admin: ProcessIdentity): Promise<boolean> {
  const current = await identifyProcess(admin.pid);
  return current ? current.startTime === admin.startTime : isGroupAlive(admin.pid);
}

async function belongsTo(account: Account | undefined, group: number): Promise<boolean> {
  if (!account) return true;
  const members = process.platform === 'linux' ? await listGroup(group) : [group];
  const users = await Promise.all(members.map(readUser));
  return users.every((user) => user === undefined || user === account.uid);
}
