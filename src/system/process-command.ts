// What the process list says of a process; on Linux without `ps`, which small images do not have.
import { readFile, stat } from 'node:fs/promises';
import { runCommand } from './run-command.ts';

const isLinux = process.platform === 'linux';

/** The command line of a process, its arguments parted by spaces and closed by one; empty when there is none to see. */
export async function readCommand(pid: number): Promise<string> {
  if (isLinux) return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
  const command = await askPs(pid, 'command');
  return command === '' ? '' : `${command} `;
}

/** The user it runs as. */
export async function readUser(pid: number): Promise<number | undefined> {
  if (!isLinux) {
    const uid = await askPs(pid, 'uid');
    return uid === '' ? undefined : Number(uid); // it is gone
  }
  return stat(`/proc/${pid}`).then(
    ({ uid }) => uid,
    () => undefined,
  );
}

/** The process that started it, or the one that took it over; Linux only. */
export async function readParent(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

async function askPs(pid: number, field: 'command' | 'uid'): Promise<string> {
  const { stdout } = await runCommand('ps', ['-ww', '-o', `${field}=`, '-p', `${pid}`]);
  return stdout.trim();
}
