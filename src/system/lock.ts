// A lock file names its machine and the process that holds it, so the lock of a dead process is free. bulkgen cannot see the
// processes of another machine or container. Such a lock counts as held for a caller with `whenHeld`, as free for others.
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { BulkgenError } from '../errors.ts';
import { formatSelf, type HostProcess, mayRun, parseHostProcess } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

export interface LockHolder extends HostProcess {
  /** The lock file. */
  readonly path: string;
}

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Returns the error to throw when another process holds the lock, or nothing to wait for it. Without this function, the
   * caller waits for the lock, and a holder on another host counts as dead.
   */
  readonly whenHeld?: (holder: LockHolder) => BulkgenError | undefined | Promise<BulkgenError>;
}

/** Does the work while no other process, and no other caller in this process, holds the lock. */
export async function withLock<T>(path: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const mine = `${path}.${randomUUID()}`;
  const text = await formatSelf();
  try {
    await writeForAll(mine, text);
    await waitUntil(() => takeOrRefuse(mine, path, options), { every: 50, signal: options.signal });
  } finally {
    await rm(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Makes the file readable for every user's bulkgen, whatever the umask. */
async function writeForAll(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.chmod(0o644);
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

async function takeOrRefuse(mine: string, path: string, options: LockOptions): Promise<boolean> {
  if (await takeLock(mine, path, options)) return true;
  const holder = options.whenHeld && (await readHolder(path));
  const refused = holder && (await isHeld(holder, options)) && (await options.whenHeld!({ ...holder, path }));
  if (refused) throw refused;
  return false;
}

/** Takes the lock by a link, which is created whole or not at all. No process sees a half-written lock. */
async function takeLock(mine: string, path: string, options: LockOptions): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  // A lock is never written in part, so a power cut left one that cannot be parsed.
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const holder = text === undefined ? undefined : parseHostProcess(text);
  if (text !== undefined && !(holder && (await isHeld(holder, options)))) await breakLock(path, text);
  return false;
}

/** Moves the dead holder's file aside. Puts it back if it has become another process's lock. */
async function breakLock(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path);
  } catch {
    // Another process was quicker. The next attempt will see its lock.
  } finally {
    await rm(aside, { force: true });
  }
}

async function readHolder(path: string): Promise<HostProcess | undefined> {
  return parseHostProcess(await readFile(path, 'utf8').catch(() => ''));
}

async function isHeld(holder: HostProcess, { whenHeld }: LockOptions): Promise<boolean> {
  return holder.host === hostname() || whenHeld ? mayRun(holder) : false;
}
