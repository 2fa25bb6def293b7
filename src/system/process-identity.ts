// The system reuses process ids. A process id and a start time together identify a process for ever.
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { BulkgenError } from '../errors.ts';
import { waitUntil } from './wait-until.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** In the format of the platform. Only good for comparison. */
  readonly startTime: string;
}

/** The running process with this id. Undefined when there is none, or only a zombie. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const startTime = process.platform === 'linux' ? await readProcStat(pid) : await runPs(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** This process. Throws `write-failed` when the process list cannot be read, because bulkgen could then hold no lock. */
export async function identifySelf(): Promise<ProcessIdentity> {
  const self = await identifyProcess(process.pid);
  if (self) return self;
  throw new BulkgenError('write-failed', "Could not read bulkgen's process from /proc or `ps`");
}

/** Whether exactly this process still runs. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(identity.pid))?.startTime === identity.startTime;
}

/** Waits until the process has ended. Returns whether that happened in time. */
export async function waitUntilGone(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  return waitUntil(async () => !(await isAlive(identity)), { every: 50, within: milliseconds });
}

/** Writes an identity as one line, `pid startTime`. */
export function formatIdentity({ pid, startTime }: ProcessIdentity): string {
  return `${pid} ${startTime}\n`;
}

/** Reads the text of `formatIdentity`. Undefined for any other text, such as half a line. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const [, pid, startTime] = /^([1-9]\d{0,9}) (\S.*)\n$/.exec(text) ?? [];
  return pid && startTime ? { pid: Number(pid), startTime } : undefined;
}

/**
 * The start of a process in clock ticks since boot: field 22 of its stat file (proc(5)). Fields are counted after field 2, a name
 * of any characters in parentheses. Undefined for a zombie (field 3) without other threads (field 20). A zombie with threads
 * still holds its sockets and locks. Every JVM is in that state for an instant when it ends.
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

async function runPs(pid: number): Promise<string | undefined> {
  const { runCommand } = await import('./run-command.ts'); // takes long to load, and Linux does not need it
  const { stdout } = await runCommand('ps', ['-o', 'state=,lstart=', '-p', `${pid}`], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [, state, startTime] = /^(\S+)\s+(.+)$/.exec(stdout.trim()) ?? [];
  return state?.startsWith('Z') ? undefined : startTime;
}

/** A process and the host it runs on. On another host, or in another container, its process id says nothing. */
export interface HostProcess extends ProcessIdentity {
  readonly host: string;
}

/** This process, in the two lines that `parseHostProcess` reads. */
export async function formatSelf(): Promise<string> {
  return `${formatIdentity(await identifySelf())}${hostname()}\n`;
}

/** Reads what `formatSelf` wrote. Undefined for anything else, such as half of it. */
export function parseHostProcess(text: string): HostProcess | undefined {
  const [, identity = '', host] = /^([^\n]*\n)([^\n]+)\n$/.exec(text) ?? [];
  const found = parseIdentity(identity);
  return found && host !== undefined ? { ...found, host } : undefined;
}

/** Whether the process may still run. A process of another host cannot be seen from here, so it may. */
export async function mayRun(found: HostProcess): Promise<boolean> {
  return found.host !== hostname() || (await isAlive(found));
}
