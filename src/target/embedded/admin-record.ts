// `kill -9` of bulkgen leaves its importer running, writing into files the next one is about to use. So each admin
// process is recorded with its owner, and whoever comes next ends those whose owner is gone.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatIdentity, identifyProcess, isAlive, parseIdentity, waitUntilGone } from '../process-identity.ts';

const millisecondsToEnd = 10_000;

/** Notes in the folder that this process runs an admin process; call the answer when that has ended. */
export async function recordAdmin(folder: string, pid: number): Promise<() => Promise<void>> {
  const [admin, owner] = [await identifyProcess(pid), await identifyProcess(process.pid)];
  const path = join(folder, `admin-${pid}`);
  if (admin && owner) await writeFile(path, formatIdentity(admin) + formatIdentity(owner), { mode: 0o600 });
  return () => rm(path, { force: true });
}

/** Ends the admin processes that a killed bulkgen left behind, and returns when they are gone. */
export async function endOrphans(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^admin-\d+$/.test(name)) continue;
    const path = join(folder, name);
    const [admin, owner] = (await readFile(path, 'utf8').catch(() => '')).split(/(?<=\n)/).map(parseIdentity);
    if (owner && (await isAlive(owner))) continue;
    if (admin && (await isAlive(admin))) {
      endGroup(admin.pid, 'SIGTERM');
      if (!(await waitUntilGone(admin, millisecondsToEnd))) endGroup(admin.pid, 'SIGKILL');
      await waitUntilGone(admin, millisecondsToEnd);
    }
    await rm(path, { force: true });
  }
}

function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself.
  }
}
