// `kill -9` of bulkgen leaves its importer running, writing into files the next one is about to use. So each admin
// process is recorded with its owner, and whoever comes next ends those whose owner is gone.
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
 * Looks after the admin process that `run` starts: what killed ones left is ended first, and this one is recorded, and kept
 * from its flusher, until `run` returns.
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

/** Notes in the folder that this process runs an admin process, the leader of its group; call the answer when that has ended. */
export async function recordAdmin(folder: string, pid: number): Promise<() => Promise<void>> {
  const [admin, owner] = [await identifyProcess(pid), await identifyProcess(process.pid)];
  const path = join(folder, `admin-${pid}`);
  await rm(path, { force: true });
  // For all to read: it may be another user's bulkgen that finds it.
  const how = { mode: 0o644, flag: 'wx' };
  if (admin && owner) await writeFile(path, formatIdentity(admin) + formatIdentity(owner), how);
  return () => rm(path, { force: true });
}

/**
 * Ends the admin processes that a killed bulkgen left behind, and returns when they are gone. Where they run under an
 * account that can write to the folder itself, root ends no other's for it.
 */
export async function endOrphans(folder: string, account?: Account): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^admin-\d+$/.test(name)) continue;
    const path = join(folder, name);
    const [admin, owner] = (await readFile(path, 'utf8').catch(() => '')).split(/(?<=\n)/).map(parseIdentity);
    if (owner && (await isAlive(owner))) continue;
    if (admin && (await leadsGroup(admin)) && (await isOf(account, admin.pid))) await endGroup(admin.pid);
    await rm(path, { force: true });
  }
}

/** Whether the group is still that of this process: its number is given to no other while one of the group is left. */
async function leadsGroup(admin: ProcessIdentity): Promise<boolean> {
  const current = await identifyProcess(admin.pid);
  return current ? current.startTime === admin.startTime : isGroupAlive(admin.pid);
}

async function isOf(account: Account | undefined, group: number): Promise<boolean> {
  if (!account) return true;
  const members = process.platform === 'linux' ? await listGroup(group) : [group];
  const users = await Promise.all(members.map(readUser));
  return users.every((user) => user === undefined || user === account.uid);
}
