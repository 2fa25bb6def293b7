import type { Stats } from 'node:fs';
import { lstat, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a folder, and those above it that do not exist. Returns the topmost folder that it created. Node's own `recursive` never
 * returns for a folder in /proc, where none can be created (observed on Node 24).
 */
export async function makeFolder(path: string, options: { readonly mode?: number } = {}): Promise<string | undefined> {
  try {
    await mkdir(path, options);
    return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return refuseOther(path);
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path || (await isFolder(parent))) throw error;
    const first = await makeFolder(parent, options);
    await makeFolder(path, options); // another process may be quicker
    return first ?? path;
  }
}

/** Does nothing for a folder. The message of `mkdir` would be that a file exists, also for a link that leads nowhere. */
async function refuseOther(path: string): Promise<undefined> {
  if (await isFolder(path)) return undefined;
  const isLink = (await lstat(path)).isSymbolicLink() && !(await follow(path));
  const message = `${path} is ${isLink ? 'a link that leads nowhere' : 'a file, not a folder'}`;
  throw Object.assign(new Error(message), { code: 'EEXIST', syscall: 'mkdir', path });
}

async function isFolder(path: string): Promise<boolean> {
  return (await follow(path))?.isDirectory() ?? false;
}

async function follow(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}
