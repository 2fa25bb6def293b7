import { randomUUID } from 'node:crypto';
import { access, constants, lstat, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileState, Files } from './files.ts';
import { readFreeBytes } from './free-space.ts';
import { makeFolder } from './make-folder.ts';
import type { Account } from './run-child.ts';

/** The files of this machine, under this user. */
export const localFiles: Files = {
  exists: (path) =>
    lstat(path).then(
      () => true,
      () => false,
    ),
  inspect,
  list: (path) => readdir(path).catch(() => []),
  read: (path) => readFile(path, 'utf8'),
  write: (path, text, mode) => writeDurably(path, text, { mode }),
  async rename(from, to) {
    await rename(from, to);
    await syncOne(dirname(from));
    await syncOne(dirname(to));
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
  removeEmpty: (path) =>
    rmdir(path).then(
      () => true,
      () => false,
    ),
  async makeFolder(path) {
    await makeFolder(path);
  },
  async sync(path) {
    await syncTree(path);
    await syncAbove(path);
  },
};

/** Whether a file or folder exists and, with a mode of `access`, whether this user has that access to it. */
export async function canAccess(path: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

async function inspect(path: string): Promise<FileState | undefined> {
  const own = await lstat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error; // without access, it may exist
    return undefined;
  });
  if (!own) return undefined;
  const [{ dev }, freeBytes] = await Promise.all([stat(path), readFreeBytes(path)]);
  const isWritable = await canAccess(path, constants.W_OK);
  return { inode: `${own.ino}`, device: `${dev}`, isWritable, freeBytes };
}

export interface WriteOptions {
  /** 0600 by default. */
  readonly mode?: number | undefined;
  /** The owner of the file, where that is not this user. */
  readonly account?: Account | undefined;
}

/** Writes a whole file or nothing, and to the disk. The file never belongs to another user than the account. */
export async function writeDurably(path: string, text: string, { mode = 0o600, account }: WriteOptions): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      if (account) await file.chown(account.uid, account.gid);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncOne(folder);
}

/** Syncs files before the folder that contains them, so that every name in a synced folder has its content. */
async function syncTree(path: string): Promise<void> {
  const stats = await lstat(path);
  if (stats.isDirectory()) {
    for (const name of await readdir(path)) await syncTree(join(path, name));
  }
  if (stats.isDirectory() || stats.isFile()) await syncOne(path);
}

/** Syncs the folders above, as long as this user may open them and they are on the same file system. */
async function syncAbove(path: string): Promise<void> {
  const { dev } = await stat(path);
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const wasSynced = await stat(folder)
      .then((stats) => stats.dev === dev && syncOne(folder).then(() => true))
      .catch(() => false);
    if (!wasSynced || folder === dirname(folder)) return;
  }
}

async function syncOne(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
