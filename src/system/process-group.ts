// A process group exists as long as one of its processes: `neo4j-admin` starts a second JVM that ends after the first.
import { readdir, readFile } from 'node:fs/promises';
import { parseProcStat } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

const millisecondsToEnd = 10_000;

/** Ends every process of a group, with SIGKILL after ten seconds, and returns when all have ended. */
export async function endGroup(group: number): Promise<void> {
  signalGroup(group, 'SIGTERM');
  if (await waitUntilGroupGone(group, millisecondsToEnd)) return;
  signalGroup(group, 'SIGKILL');
  await waitUntilGroupGone(group, millisecondsToEnd);
}

/** Sends a signal to every process of a group. Does nothing when the group has ended. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // The group has ended.
  }
}

/** Waits until every process of the group has ended. Returns whether that happened in time. */
export async function waitUntilGroupGone(group: number, milliseconds: number): Promise<boolean> {
  return waitUntil(async () => !(await isGroupAlive(group)), { every: 50, within: milliseconds });
}

/** Whether a process of the group runs. A zombie does not count. */
export async function isGroupAlive(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return process.platform !== 'linux' || (await listGroup(group)).length > 0;
}

/** The running processes of a group. Linux only. */
export async function listGroup(group: number): Promise<readonly number[]> {
  const members: number[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // proc(5): fields 3, 4 and 5 are state, parent and process group. They follow a name of any characters in parentheses.
    const member = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
    if (member === group && parseProcStat(stat) !== undefined) members.push(Number(pid));
  }
  return members;
}
