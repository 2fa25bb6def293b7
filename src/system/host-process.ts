import { hostname } from 'node:os';
import { formatIdentity, identifySelf, isAlive, type ProcessIdentity, parseIdentity } from './process-identity.ts';

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
