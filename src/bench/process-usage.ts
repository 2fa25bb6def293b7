// Processor time and memory of other processes, from /proc (proc(5)). Undefined on systems without it.
import { readFileSync } from 'node:fs';

/** Linux counts processor time for user programs in hundredths of a second on every architecture. */
const microsecondsOfATick = 10_000;

/** Microseconds of processor time that a process has used. */
export function readCpu(pid: number | 'self'): number | undefined {
  return readTicks(pid, [14, 15]);
}

/** Microseconds of processor time of the children of a process that have ended. */
export function readCpuOfChildren(pid: number | 'self'): number | undefined {
  return readTicks(pid, [16, 17]);
}

/** The most bytes of memory that a running process has had. */
export function readPeakMemory(pid: number): number | undefined {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '') ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** Fields are counted from 1. Those after the second, a name of any characters in parentheses, have no spaces. */
function readTicks(pid: number | 'self', fields: readonly number[]): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const values = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.reduce((sum, field) => sum + Number(values[field - 3]), 0) * microsecondsOfATick;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
