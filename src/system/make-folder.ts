import type { Stats } from 'node:fs';
import { lstat, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a folder, and those above it that do not exist. Returns the topmost folder that it created. Node's own `recursive` never
 * returns for a folder in /proc, where none can be created (observed on Node 24).
 */
export async function makeFolder(path: string, options: { readonly mode?: number } = {}): Promise<string | undefined> {
  try {
    return await makeOne(path, options);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    // Another process may have created the folder above it by now.
    const first = (await isFolder(parent)) ? undefined : await makeFolder(parent, options);
    const folder = await makeOne(path, options);
    return first ?? folder;
  }
}

/** Creates a folder in one that exists. Returns it, or undefined when it exists already. */
async function makeOne(path: string, options: { readonly mode?: number }): Promise<string | undefined> {
  try {
    await mkdir(path, options);
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return refuseOther(path);
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
