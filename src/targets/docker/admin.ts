import { type ChildOptions, type ChildResult, runChild } from '../../system/run-child.ts';
import { lowerFlusherForever } from '../neo4j/lower-flusher.ts';
import { shareMemory } from '../neo4j/memory-share.ts';
import { missingDocker } from './command.ts';
import type { ImportContainerSession } from './import-container/session.ts';

/** Where and how neo4j-admin runs. */
export interface AdminPlace {
  readonly session: ImportContainerSession;
  /** The user and group to run as, `7474:7474`. */
  readonly user: string;
  readonly memoryLimit: number | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs `neo4j-admin` in the import container. When `signal` fires, all its processes have ended before this throws. */
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
        adminScript,
        'neo4j-admin',
        ...args,
      ],
      env,
      folder: '/',
      whenMissing: missingDocker,
    });
  } finally {
    // A signal that ends the client of `docker exec` leaves the command itself running.
    await session.run(endAll);
  }
}

/** Its background loop ends with `endAll`. */
const adminScript = `(${lowerFlusherForever}) & exec neo4j-admin "$@"`;

function toMebibytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20);
}

/** Ends every process but the container's first one and this shell, and waits until at most zombies are left. */
const endAll = `kill -s KILL -- -1 2>/dev/null
for round in $(seq 200); do
  remaining=0
  for folder in /proc/[0-9]*; do
    case $folder in /proc/1 | /proc/$$) continue ;; esac
    read -r id name state rest < $folder/stat && [ "$state" != Z ] && remaining=1
  done 2>/dev/null
  [ $remaining = 0 ] && break
  sleep 0.05
done`;
