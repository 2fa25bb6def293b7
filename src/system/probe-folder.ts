// A call on a folder of a network drive whose server is down never returns, and would block a thread of this process for ever.
// A child process can be killed.
import { execa } from 'execa';
import { throwIfAborted } from '../errors.ts';

export interface FolderProbe {
  /** The folder, or the nearest existing folder above it. */
  readonly nearest: string;
  readonly isFolder: boolean;
  /** Whether this user can create files there. */
  readonly isWritable: boolean;
  /** Where its file system is mounted. Undefined when `df` does not say. */
  readonly mount: string | undefined;
  /** Bytes that this user may still write. Undefined when `df` does not say. */
  readonly free: number | undefined;
}

export interface ProbeOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

const script = `
path=$1
until [ -e "$path" ] || [ "$path" = / ]; do path=$(dirname "$path"); done
[ -d "$path" ] && echo yes || echo no
[ -w "$path" ] && [ -x "$path" ] && echo yes || echo no
df -Pk "$path" 2>/dev/null | tail -n 1
printf %s "$path"`;

/** Examines the place of a folder, which need not exist, and changes nothing. `path` starts at the root. */
export async function probeFolder(path: string, { env, signal }: ProbeOptions): Promise<FolderProbe> {
  const { stdout } = await execa('/bin/sh', ['-c', script, 'sh', path], {
    cwd: '/',
    env: { PATH: `${env['PATH'] ?? ''}:/usr/bin:/bin`, LC_ALL: 'C' },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    killDescendants: true,
    forceKillAfterDelay: 500,
    ...(signal && { cancelSignal: signal }),
  });
  throwIfAborted(signal);
  return parseProbe(stdout ?? '', path);
}

/** Parses the output of the script. The line of `df -P` has the format of POSIX, with sizes in kibibytes. */
export function parseProbe(answer: string, path: string): FolderProbe {
  const [isFolder, isWritable, usage = '', ...rest] = answer.split('\n');
  const [, available, mount] = /\s\d+\s+-?\d+\s+(-?\d+)\s+(?:\d+%|-)\s+(\/.*)$/.exec(usage) ?? [];
  return {
    nearest: rest.join('\n') || path,
    isFolder: isFolder === 'yes',
    isWritable: isWritable === 'yes',
    mount,
    free: available === undefined ? undefined : Math.max(0, Number(available)) * 1024,
  };
}
