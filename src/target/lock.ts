// A lock file names the process that holds it, so a lock whose holder died is free.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { formatIdentity, identifyProcess, isAlive, parseIdentity } from './process-identity.ts';

/** Does the work while no other process, and nobody else in this one, holds the lock; waits for its turn. */
export async function withLock<T>(path: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const self = await identifyProcess(process.pid);
  if (!self) throw new BulkgenError('write-failed', `Could not find this process in the process list`);
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, formatIdentity(self), { mode: 0o600 });
  try {
    while (!(await takeLock(mine, path))) {
      throwIfAborted(signal);
      await setTimeout(50);
    }
  } finally {
    await rm(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** A link is made whole or not at all, so the lock is never seen half written. */
async function takeLock(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const holder = await readHolder(path);
  if (holder && !(await isAlive(holder))) await breakLock(path, formatIdentity(holder));
  return false;
}

/** Takes the dead holder's file away; if it was another's by then, puts it back. */
async function breakLock(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path);
  } catch {
    // Somebody else was quicker; the next round will tell.
  } finally {
    await rm(aside, { force: true });
  }
}

async function readHolder(path: string) {
  return parseIdentity(await readFile(path, 'utf8').catch(() => ''));
}
