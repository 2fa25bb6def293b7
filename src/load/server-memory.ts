import { readFileSync } from 'node:fs';
import { findPortHolder } from '../system/port-holder.ts';

/** Returns the bytes of memory that a server uses now. Undefined where this process cannot see them. */
export type ReadServerMemory = () => number | undefined;

/**
 * Finds the process of the server at an address. This process cannot see one on another machine, in a container, of another user,
 * or on macOS.
 */
export async function findServerMemory(uri: string): Promise<ReadServerMemory> {
  const { hostname, port } = new URL(uri);
  if (!/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return () => undefined;
  const holder = await findPortHolder(Number(port || 7687)).catch(() => undefined);
  // Another program, such as the proxy of Docker, only forwards the port.
  return holder?.program === 'java' ? () => readResident(holder.pid) : () => undefined;
}

function readResident(pid: number): number | undefined {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined; // the server has ended
  }
}
