import { readFile } from 'node:fs/promises';
import { readParent } from './process-command.ts';
import { runCommand } from './run-command.ts';

/** The systemd unit whose main process this is, `neo4j.service`. Undefined for a process that systemd would not restart. */
export async function findUnit(pid: number): Promise<string | undefined> {
  const unit = parseUnit(await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => ''));
  if (unit === undefined) return undefined;
  // A server that was started from another service, such as cron, is in the group of that service but is not its main process.
  const { stdout } = await runCommand('systemctl', ['show', '--property=MainPID', '--value', unit]);
  const main = Number(stdout);
  return main > 0 && (main === pid || main === (await readParent(pid))) ? unit : undefined;
}

/** The service in the text of a /proc/PID/cgroup, of version 1 or 2: see systemd's "Control group APIs". */
export function parseUnit(cgroup: string): string | undefined {
  const path = /^(?:0:|\d+:name=systemd):(.*\.service)$/m.exec(cgroup)?.[1];
  return path?.split('/').at(-1);
}
