// Processes of a cluster on this machine, as /proc shows them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';

/** The processes that have all of these words in their command line. */
export async function findProcesses(...words: string[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (words.every((word) => command.includes(word))) found.push(Number(name));
  }
  return found;
}

/** The process that writes a shard into a folder, as soon as a file of it is begun. */
export async function waitForShard(folder: string, shard: string): Promise<number> {
  const prefix = `.bulkgen-shard-${shard.split('/')[0]}-`;
  const hasBegun = async (): Promise<boolean> => {
    const attempts = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(prefix));
    const files = attempts.map((name) => readdir(join(folder, name)).catch(() => []));
    return (await Promise.all(files)).some((names) => names.length > 0);
  };
  await expect.poll(hasBegun, { timeout: 60_000, interval: 20 }).toBe(true);
  const [process] = await findProcesses('--shard', shard, folder);
  if (process === undefined) throw new Error(`Expected a process that writes shard ${shard}, found none`);
  return process;
}

/** A process and those that it descends from, up to the first. */
export async function findAncestors(process: number): Promise<readonly number[]> {
  const stat = await readFile(`/proc/${process}/stat`, 'utf8');
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return parent <= 1 ? [process] : [process, ...(await findAncestors(parent))];
}

/** The text of the command line of a process, with spaces. */
export async function readCommand(process: number): Promise<string> {
  return (await readFile(`/proc/${process}/cmdline`, 'utf8')).replaceAll('\0', ' ');
}

/** Ends all processes that have these words in their command line, also those that one has just started. */
export async function killAll(...words: string[]): Promise<void> {
  for (let found = await findProcesses(...words); found.length > 0; found = await findProcesses(...words)) kill(found);
}

/** Ends processes as a crash does. */
export function kill(processes: readonly number[]): void {
  for (const id of processes) {
    try {
      process.kill(id, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has ended by itself
    }
  }
}
