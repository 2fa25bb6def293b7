import { readFile } from 'node:fs/promises';
import { readParent } from './process-command.ts';
import { runCommand } from './run-command.ts';

/** The systemd unit that watches over this process, `neo4j.service`; nothing for one that systemd would not start again. */
export async function findUnit(pid: number): Promise<string | undefined> {
  const unit = parseUnit(await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => ''));
  if (unit === undefined) return undefined;
  // A server that somebody started in a shell of another service, such as cron, is in its group but not its main process.
  const { stdout } = await runCommand('systemctl', ['show', '--property=MainPID', '--value', unit]);
  const main = Number(stdout);
  return main > 0 && (main === pid || main === (await readParent(pid))) ? unit : undefined;
}

/** The service of a process by the text of its /proc/PID/cgroup, of version 1 or 2; see systemd's "Control group APIs". */
export function parseUnit(cgroup: string): string | undefined {
  const path = /^(?:0:|\d+:name=systemd):(.*\.service)$/m.exec(cgroup)?.[1];
  return path?.split('/').at(-1);
}
