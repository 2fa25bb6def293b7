// A container's name is a lock: Docker gives it to one container only, whichever machine a client runs on.
import { hostname } from 'node:os';
import { BulkgenError } from '../../../errors.ts';
import { isAlive, parseIdentity } from '../../../system/process-identity.ts';
import { quoteWord } from '../../../system/quote-word.ts';
import { waitUntil } from '../../../system/wait-until.ts';
import { type DockerCall, extractReason, tryDocker } from '../command.ts';
import { ownerLabel } from './arguments.ts';

const secondsToVanish = 10;

/** Renames an import container. Returns the holder when the name is taken. Removes a holder that is dead or abandoned. */
export async function claimName(from: string, to: string, call: DockerCall): Promise<string | undefined> {
  for (;;) {
    const { exitCode, stderr } = await tryDocker(['rename', from, to], call);
    if (exitCode === 0) return undefined;
    if (!/conflict|already in use/i.test(stderr)) {
      throw new BulkgenError('docker-failed', `\`docker rename\` failed: ${extractReason(stderr)}`);
    }
    const holder = await readHolder(to, call);
    if (holder && !holder.isStale) return holder.owner;
    if (holder) await removeContainer(to, call);
  }
}

interface Holder {
  /** For people: `process 123 on host`. */
  readonly owner: string;
  /** Whether it is not running, or the process of this machine that started it has ended. */
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

/** Ends and removes a container, and returns when Docker has removed it. */
export async function removeContainer(name: string, call: DockerCall): Promise<void> {
  await tryDocker(['rm', '--force', name], call);
  await waitUntilRemoved(name, call);
}

/** Waits until Docker has removed a container. Throws `stop-failed` when that takes too long. */
export async function waitUntilRemoved(name: string, call: DockerCall): Promise<void> {
  const isGone = async (): Promise<boolean> =>
    (await tryDocker(['container', 'inspect', '--format', '{{.Id}}', name], call)).exitCode !== 0;
  if (await waitUntil(isGone, { every: 100, within: secondsToVanish * 1000 })) return;
  throw new BulkgenError(
    'stop-failed',
    `Docker did not remove container \`${name}\`, which bulkgen started for an import`,
    {
      hint: `Remove it with \`docker rm --force ${quoteWord(name)}\`.`,
    },
  );
}
