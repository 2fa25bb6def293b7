import type { ChildOptions, ChildResult } from '../../system/run-child.ts';
import { runChild } from '../../system/run-child.ts';
import { lowerFlusherForever } from '../neo4j/lower-flusher.ts';
import { shareMemory } from '../neo4j/memory-share.ts';
import { missingDocker } from './command.ts';
import type { HelperSession } from './import-container/session.ts';

export interface AdminPlace {
  readonly session: HelperSession;
  /** `7474:7474`. */
  readonly user: string;
  readonly memoryLimit: number | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs `neo4j-admin` in the helper; when `signal` fires, everything of it in there has ended before this throws. */
export async function runAdmin(
  { session, user, memoryLimit, env }: AdminPlace,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<ChildResult> {
  const name = await session.start();
  const heap =
    env['HEAP_SIZE'] ?? (memoryLimit === undefined ? undefined : `${toMebibytes(shareMemory(memoryLimit).heap)}m`);
  const settings = heap === undefined ? [] : ['--env', `HEAP_SIZE=${heap}`];
  try {
    return await runChild({
      ...options,
      command: 'docker',
      args: [
        'exec',
        ...(options.input ? ['--interactive'] : []),
        '--user',
        user,
        ...settings,
        name,
        'sh',
        '-c',
        admin,
        'neo4j-admin',
        ...args,
      ],
      env,
      folder: '/',
      whenMissing: missingDocker,
    });
  } finally {
    // What ends the client of `docker exec` leaves the command itself running.
    await session.run(endAll);
  }
}

/** The watch beside it ends with `endAll`. */
const admin = `(${lowerFlusherForever}) & exec neo4j-admin "$@"`;

function toMebibytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20);
}

/** Ends all but the helper's first process and this shell, and waits until only zombies may be left. */
const endAll = `kill -s KILL -- -1 2>/dev/null
for round in $(seq 200); do
  left=0
  for folder in /proc/[0-9]*; do
    case $folder in /proc/1 | /proc/$$) continue ;; esac
    read -r id name state rest < $folder/stat && [ "$state" != Z ] && left=1
  done 2>/dev/null
  [ $left = 0 ] && break
  sleep 0.05
done`;
