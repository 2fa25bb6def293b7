// What is made in a temporary folder and renamed into place is there whole or not at all. The folder's name says which
// process it belongs to, so that what a killed one left is found and removed by the next.
import { lstat, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { identifyProcess, isAlive, parseIdentity, waitUntilGone } from './process-identity.ts';

/** Gives `work` a new folder (mode 0700) within `parent`, on the same file system, and removes what is left of it after. */
export async function withTemporaryFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const self = await identifyProcess(process.pid);
  const folder = await mkdtemp(join(parent, `.tmp-${process.pid}-${encode(self?.startTime ?? '')}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid, startTime] = /^\.tmp-(\d+)-([0-9a-f]*)-/.exec(name) ?? [];
    if (pid === undefined || startTime === undefined) continue;
    if (await isAlive({ pid: Number(pid), startTime: decode(startTime) })) continue;
    // In a folder that all share, one of that name may be somebody else's.
    if ((await lstat(join(parent, name)).catch(() => undefined))?.uid !== process.getuid?.()) continue;
    await endServers(join(parent, name));
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => {}); // it must not stop new work
  }
}

/** An embedded server that somebody started in the folder, for a while, lives on when he is killed; its store goes, too. */
async function endServers(folder: string): Promise<void> {
  const homes = join(folder, 'homes');
  for (const name of await readdir(homes).catch(() => [])) {
    const text = await readFile(join(homes, name, 'run', 'server.process'), 'utf8').catch(() => '');
    const server = parseIdentity(text);
    if (!server || !(await isAlive(server))) continue;
    try {
      process.kill(server.pid, 'SIGKILL');
    } catch {
      continue; // it ended by itself
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
