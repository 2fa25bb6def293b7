// A lock file names the process that holds it and its machine, so a lock whose holder died is free. What runs on another
// machine, or in another container, cannot be seen from here: who would be refused is, who would wait is not kept waiting.
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { BulkgenError } from '../errors.ts';
import { formatIdentity, identifySelf, isAlive, type ProcessIdentity, parseIdentity } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

export interface LockHolder extends ProcessIdentity {
  readonly host: string;
  /** The lock file. */
  readonly path: string;
}

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** What to throw at once when another process holds the lock; without it its turn is waited for. */
  readonly whenHeld?: (holder: LockHolder) => BulkgenError;
}

/** Does the work while no other process, and nobody else in this one, holds the lock. */
export async function withLock<T>(path: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const mine = `${path}.${randomUUID()}`;
  const text = `${formatIdentity(await identifySelf())}${hostname()}\n`;
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

/** For another user's bulkgen, too, to see whose it is, whatever this user's mask says. */
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
  if (holder && (await isHeld(holder, options))) throw options.whenHeld!({ ...holder, path });
  return false;
}

/** A link is made whole or not at all, so the lock is never seen half written. */
async function takeLock(mine: string, path: string, options: LockOptions): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  // What cannot be read is what a power cut left: a lock is never made in part.
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const holder = text === undefined ? undefined : parseHolder(text);
  if (text !== undefined && !(holder && (await isHeld(holder, options)))) await breakLock(path, text);
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

type Holder = Omit<LockHolder, 'path'>;

async function readHolder(path: string): Promise<Holder | undefined> {
  return parseHolder(await readFile(path, 'utf8').catch(() => ''));
}

function parseHolder(text: string): Holder | undefined {
  const [, identity = '', host] = /^([^\n]*\n)([^\n]+)\n$/.exec(text) ?? [];
  const holder = parseIdentity(identity);
  return holder && host !== undefined ? { ...holder, host } : undefined;
}

async function isHeld(holder: Holder, { whenHeld }: LockOptions): Promise<boolean> {
  return holder.host === hostname() ? isAlive(holder) : whenHeld !== undefined;
}
