// Neo4j locks a store with POSIX record locks. Node cannot query them, but Linux lists them by inode (proc(5), /proc/locks).
import type { BigIntStats } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand } from '../../system/process-command.ts';

export interface HeldLock {
  readonly pid: number;
  readonly device: string;
  readonly inode: string;
}

/** The number of the first process namespace (include/linux/proc_ns.h). Only in this one the list shows every process. */
const firstNamespace = 'pid:[4026531836]';

/** The processes that lock the stores in a data folder, as far as this machine lists locks: see `listsEveryLock`. */
export async function findHolders(dataFolder: string): Promise<readonly number[]> {
  const held = parseLocks(await readFile('/proc/locks', 'utf8').catch(() => ''));
  const holders = new Set<number>();
  for (const path of await lockFiles(join(dataFolder, 'databases'))) {
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    for (const lock of held) {
      if (!stats || lock.inode !== `${stats.ino}`) continue;
      // The list and stat show different devices on Btrfs and others. The inode alone may be that of another file system.
      if (lock.device === formatDevice(stats.dev) || (await hasOpen(lock.pid, stats))) holders.add(lock.pid);
    }
  }
  return [...holders];
}

/** Whether a process has a file open. When this user cannot see its files, whether it may be a Neo4j. */
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

/** Whether a store without a listed lock is unused. False on macOS, and in a container that is not the server's. */
export async function listsEveryLock(): Promise<boolean> {
  return (await readlink('/proc/self/ns/pid').catch(() => '')) === firstNamespace;
}

/** The locks in the text of /proc/locks that are held. Locks that a process waits for are left out. */
export function parseLocks(text: string): readonly HeldLock[] {
  const pattern = /^\d+: POSIX +\S+ +\S+ +(\d+) +([0-9a-f]+:[0-9a-f]+):(\d+) /gm;
  return Array.from(text.matchAll(pattern), ([, pid, device, inode]) => ({
    pid: Number(pid),
    device: device!,
    inode: inode!,
  }));
}

/** A device number as /proc/locks prints it, `fe:00`. Major and minor number are those of glibc's `gnu_dev_major`. */
export function formatDevice(device: bigint): string {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
  const minor = (device & 0xffn) | ((device >> 12n) & ~0xffn);
  return [major, minor].map((part) => part.toString(16).padStart(2, '0')).join(':');
}

async function lockFiles(databases: string): Promise<readonly string[]> {
  const names = await readdir(databases).catch(() => []);
  return [join(databases, 'store_lock'), ...names.map((name) => join(databases, name, 'database_lock'))];
}
