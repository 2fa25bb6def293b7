// Docker lets no two containers have one name, so a name is a lock, on the daemon's machine, whoever calls from where.
import { hostname } from 'node:os';
import { BulkgenError } from '../../../errors.ts';
import { isAlive, parseIdentity } from '../../../system/process-identity.ts';
import { waitUntil } from '../../../system/wait-until.ts';
import { type DockerCall, sayReason, tryDocker } from '../command.ts';
import { ownerLabel } from './arguments.ts';

const secondsToGo = 10;

/** Renames a helper; answers who has the name when it is taken. A holder that is of no use to anybody is removed. */
export async function claimName(from: string, to: string, call: DockerCall): Promise<string | undefined> {
  for (;;) {
    const { exitCode, stderr } = await tryDocker(['rename', from, to], call);
    if (exitCode === 0) return undefined;
    if (!/conflict|already in use/i.test(stderr)) {
      throw new BulkgenError('docker-failed', `\`docker rename\` failed: ${sayReason(stderr)}`);
    }
    const holder = await readHolder(to, call);
    if (holder && !holder.isStale) return holder.owner;
    if (holder) await removeContainer(to, call);
  }
}

interface Holder {
  /** For people: `process 123 on host`. */
  readonly owner: string;
  /** It is not running, or who started it on this machine has died. */
  readonly isStale: boolean;
}

async function readHolder(name: string, call: DockerCall): Promise<Holder | undefined> {
  const format = `{{.State.Running}} {{index .Config.Labels "${ownerLabel}"}}`;
  const { exitCode, stdout } = await tryDocker(['container', 'inspect', '--format', format, name], call);
  if (exitCode !== 0) return undefined;
  const [isRunning = '', host = '', ...identity] = stdout.trim().split(' ');
  const owner = parseIdentity(`${identity.join(' ')}\n`);
  const hasDied = host === hostname() && !(owner && (await isAlive(owner)));
  return { owner: `process ${owner?.pid ?? '?'} on ${host}`, isStale: isRunning !== 'true' || hasDied };
}

/** Ends and removes a container, and returns when it is gone. */
export async function removeContainer(name: string, call: DockerCall): Promise<void> {
  await tryDocker(['rm', '--force', name], call);
  await waitUntilGone(name, call);
}

/** Waits for one that is about to go. Throws `stop-failed` when it does not. */
export async function waitUntilGone(name: string, call: DockerCall): Promise<void> {
  const isGone = async (): Promise<boolean> =>
    (await tryDocker(['container', 'inspect', '--format', '{{.Id}}', name], call)).exitCode !== 0;
  if (await waitUntil(isGone, { every: 100, within: secondsToGo * 1000 })) return;
  throw new BulkgenError('stop-failed', `The helper container \`${name}\` does not go away`, {
    hint: `Remove it with \`docker rm --force ${name}\`.`,
  });
}
