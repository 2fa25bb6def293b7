// Reads the process list. On Linux without `ps`, because small images do not have it.
import { readFile, stat } from 'node:fs/promises';
import { runCommand } from './run-command.ts';

const isLinux = process.platform === 'linux';

/** The command line of a process, with a space after each argument. Empty when it cannot be read. */
export async function readCommand(pid: number): Promise<string> {
  if (isLinux) return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
  const command = await runPs(pid, 'command');
  return command === '' ? '' : `${command} `;
}

/** The user that a process runs as. Undefined when it has ended. */
export async function readUser(pid: number): Promise<number | undefined> {
  if (!isLinux) {
    const uid = await runPs(pid, 'uid');
    return uid === '' ? undefined : Number(uid);
  }
  return stat(`/proc/${pid}`).then(
    ({ uid }) => uid,
    () => undefined,
  );
}

/** The parent of a process. Linux only. */
export async function readParent(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

async function runPs(pid: number, field: 'command' | 'uid'): Promise<string> {
  const { stdout } = await runCommand('ps', ['-ww', '-o', `${field}=`, '-p', `${pid}`]);
  return stdout.trim();
}
