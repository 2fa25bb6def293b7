// Neo4j holds a store by POSIX record locks, which Node cannot ask for; Linux lists them by inode (proc(5), /proc/locks).

import type { BigIntStats } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand } from '../../system/process-command.ts';

export interface HeldLock {
  readonly pid: number;
  readonly device: string;
  readonly inode: string;
}

/** The number of the first process namespace (include/linux/proc_ns.h); only there the list shows every process. */
const firstNamespace = 'pid:[4026531836]';

/** The processes that hold the stores in a data folder, as far as this machine lists locks; see `listsEveryLock`. */
export async function findHolders(dataFolder: string): Promise<readonly number[]> {
  const held = parseLocks(await readFile('/proc/locks', 'utf8').catch(() => ''));
  const holders = new Set<number>();
  for (const path of await lockFiles(join(dataFolder, 'databases'))) {
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    for (const lock of held) {
      if (!stats || lock.inode !== `${stats.ino}`) continue;
      // Btrfs and others show one device to stat and another to the list; other file systems have the same inodes.
      if (lock.device === formatDevice(stats.dev) || (await hasOpen(lock.pid, stats))) holders.add(lock.pid);
    }
  }
  return [...holders];
}

/** Whether a process has a file open; where this user may not look, whether it may be a Neo4j. */
async function hasOpen(pid: number, { dev, ino }: BigIntStats): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  try {
    for (const name of await readdir(folder)) {
      const open = await stat(join(folder, name), { bigint: true }).catch(() => undefined);
      if (open?.dev === dev && open.ino === ino) return true;
    }
    return false;
  } catch {
    return (await readCommand(pid)).includes('neo4j');
  }
}

/** Whether a store that no listed process holds is free: not on macOS, nor in a container beside the server's. */
export async function listsEveryLock(): Promise<boolean> {
  return (await readlink('/proc/self/ns/pid').catch(() => '')) === firstNamespace;
}

/** The locks held, not those waited for, in the text of /proc/locks. */
export function parseLocks(text: string): readonly HeldLock[] {
  const pattern = /^\d+: POSIX +\S+ +\S+ +(\d+) +([0-9a-f]+:[0-9a-f]+):(\d+) /gm;
  return Array.from(text.matchAll(pattern), ([, pid, device, inode]) => ({
    pid: Number(pid),
    device: device!,
    inode: inode!,
  }));
}

/** A device number as /proc/locks prints it, `fe:00`: major and minor as glibc's `gnu_dev_major` divides them. */
export function formatDevice(device: bigint): string {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
  const minor = (device & 0xffn) | ((device >> 12n) & ~0xffn);
  return [major, minor].map((part) => part.toString(16).padStart(2, '0')).join(':');
}

async function lockFiles(databases: string): Promise<readonly string[]> {
  const names = await readdir(databases).catch(() => []);
  return [join(databases, 'store_lock'), ...names.map((name) => join(databases, name, 'database_lock'))];
}
