// A result that is created in a temporary folder and renamed into place exists whole or not at all. The folder's name contains
// its process, so that the next bulkgen removes the folders of a killed one.
import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { identifyProcess, isAlive, parseIdentity, waitUntilGone } from './process-identity.ts';

/**
 * Gives `work` a new folder in `parent`, on the same file system, and removes the folder afterwards. Only this user can enter it,
 * and `parent` when that does not exist yet.
 */
export async function withTemporaryFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const { folder, remove } = await createTemporaryFolder(parent);
  try {
    return await work(folder);
  } finally {
    await remove();
  }
}

/** A new folder in `parent` as for `withTemporaryFolder`, for work that ends elsewhere. The caller removes it. */
export async function createTemporaryFolder(parent: string): Promise<TemporaryFolder> {
  await makeFolder(parent, { mode: 0o700 });
  await removeAbandoned(parent);
  const self = await identifyProcess(process.pid);
  const folder = await mkdtemp(join(parent, `.tmp-${process.pid}-${encode(self?.startTime ?? '')}-`));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface TemporaryFolder {
  readonly folder: string;
  remove(): Promise<void>;
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid, startTime] = /^\.tmp-(\d+)-([0-9a-f]*)-/.exec(name) ?? [];
    if (pid === undefined || startTime === undefined) continue;
    if (await isAlive({ pid: Number(pid), startTime: decode(startTime) })) continue;
    // In a folder that all users share, the name may be that of another user's folder.
    if ((await lstat(join(parent, name)).catch(() => undefined))?.uid !== process.getuid?.()) continue;
    await endServers(join(parent, name));
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => {}); // a failure must not stop new work
  }
}

/** Kills the temporary embedded servers that a killed bulkgen left in the folder. Their stores are removed with it. */
async function endServers(folder: string): Promise<void> {
  const homes = join(folder, 'homes');
  for (const name of await readdir(homes).catch(() => [])) {
    const text = await readFile(join(homes, name, 'run', 'server.process'), 'utf8').catch(() => '');
    const server = parseIdentity(text);
    if (!server || !(await isAlive(server))) continue;
    try {
      process.kill(server.pid, 'SIGKILL');
    } catch {
      continue; // it has ended
    }
    await waitUntilGone(server, 10_000);
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('hex');
}

function decode(text: string): string {
  return Buffer.from(text, 'hex').toString();
}
