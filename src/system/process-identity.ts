// A process id alone may be given to another process later; with the time its process began it names one for ever.
import { readFile } from 'node:fs/promises';
import { BulkgenError } from '../errors.ts';
import { runCommand } from './run-command.ts';
import { waitUntil } from './wait-until.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the words of the platform; only ever compared. */
  readonly startTime: string;
}

/** Who runs under this process id now; nothing when nobody does, or only a zombie. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const startTime = process.platform === 'linux' ? await readProcStat(pid) : await askPs(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** This process. Throws `write-failed` where the process list cannot be read, since no lock could be held then. */
export async function identifySelf(): Promise<ProcessIdentity> {
  const self = await identifyProcess(process.pid);
  if (self) return self;
  throw new BulkgenError('write-failed', 'Could not find this process in the process list');
}

/** Whether this very process still runs. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(identity.pid))?.startTime === identity.startTime;
}

/** Waits until the process is gone; false when it is still there after so many milliseconds. */
export async function waitUntilGone(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  return waitUntil(async () => !(await isAlive(identity)), { every: 50, within: milliseconds });
}

/** Writes an identity as one line, `pid startTime`. */
export function formatIdentity({ pid, startTime }: ProcessIdentity): string {
  return `${pid} ${startTime}\n`;
}

/** Reads what `formatIdentity` wrote; nothing for anything else, such as half a line. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const [, pid, startTime] = /^([1-9]\d{0,9}) (\S.*)\n$/.exec(text) ?? [];
  return pid && startTime ? { pid: Number(pid), startTime } : undefined;
}

/**
 * The start of a process in clock ticks since boot, from its proc(5) stat: field 22, counted after field 2, which is a name
 * that may hold anything. Nothing for a zombie (field 3), unless it has threads (field 20): then its sockets and locks are
 * still held, as they are for an instant whenever a JVM ends.
 */
export function parseProcStat(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, threads, startTime] = [fields[0], Number(fields[17]), fields[19]];
  return state === 'X' || (state === 'Z' && threads <= 1) ? undefined : startTime;
}

async function readProcStat(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat === undefined ? undefined : parseProcStat(stat);
}

async function askPs(pid: number): Promise<string | undefined> {
  const { stdout } = await runCommand('ps', ['-o', 'state=,lstart=', '-p', `${pid}`], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [, state, startTime] = /^(\S+)\s+(.+)$/.exec(stdout.trim()) ?? [];
  return state?.startsWith('Z') ? undefined : startTime;
}
