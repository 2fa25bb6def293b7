// A look at a folder on a network drive whose server is gone never ends, and no thread of this process could be taken out
// of it; a child can be killed.
import { execa } from 'execa';

export interface FolderProbe {
  /** The folder, or the nearest above it that there is. */
  readonly nearest: string;
  readonly isFolder: boolean;
  /** Whether this user can make files there. */
  readonly isWritable: boolean;
  /** Where its file system is mounted; absent when it does not tell. */
  readonly mount: string | undefined;
  /** Bytes that this user may still write; absent when the file system does not tell. */
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

/** Looks at the place of a folder, which need not be there; `path` is from the root. Nothing is made. */
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
  signal?.throwIfAborted();
  return parseProbe(stdout ?? '', path);
}

/** Reads the answer of the script; the line of `df -P` is that of POSIX, sizes in kibibytes. */
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
