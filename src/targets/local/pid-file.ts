import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand } from '../../system/process-command.ts';
import { identifyProcess, type ProcessIdentity } from '../../system/process-identity.ts';
import type { LocalServer } from './local-server.ts';

export function locatePidFile({ folders }: LocalServer): string {
  return join(folders.run, 'neo4j.pid');
}

/** The process in the pid file, if it is this installation's server. The number may belong to another process by now. */
export async function readPidFile(local: LocalServer): Promise<ProcessIdentity | undefined> {
  const pid = Number((await readFile(locatePidFile(local), 'utf8').catch(() => '')).trim());
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const identity = await identifyProcess(pid);
  const [, home] = / --home-dir=(.*?) --config-dir=/.exec(await readCommand(pid)) ?? [];
  return home !== undefined && (await isSameFolder(home, local.installation.home)) ? identity : undefined;
}

async function isSameFolder(folder: string, other: string): Promise<boolean> {
  const [a, b] = [await realpath(folder).catch(() => folder), await realpath(other).catch(() => other)];
  return a === b;
}
