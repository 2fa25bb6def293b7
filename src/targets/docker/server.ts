import { BulkgenError } from '../../errors.ts';
import { waitUntil } from '../../system/wait-until.ts';
import { findReason } from '../java/find-reason.ts';
import { answersBolt } from '../neo4j/answers-bolt.ts';
import { type DockerCall, sayReason, tryDocker } from './command.ts';
import { type Container, inspectContainer, isUp } from './container.ts';

export interface ContainerServer {
  readonly id: string;
  readonly name: string;
  readonly locate: (latest: Container) => string;
}

const secondsToStart = 180;
const secondsToStop = 120;

/** Starts the container and returns once its server answers on Bolt. Throws `start-failed` with the end of its log. */
export async function startContainer({ id, name, locate }: ContainerServer, call: DockerCall): Promise<void> {
  const { exitCode, stderr } = await tryDocker(['start', id], { env: call.env });
  if (exitCode !== 0) {
    const line = stderr.split('\n').find((text) => /daemon/.test(text)) ?? stderr;
    throw new BulkgenError('start-failed', `Docker could not start container \`${name}\`: ${sayReason(line)}`);
  }
  const isAnswering = async (): Promise<boolean> => {
    const latest = await inspectContainer(id, { env: call.env });
    if (!latest || !isUp(latest)) throw await explainEnd(id, name, latest, call);
    const { protocol, hostname, port } = new URL(locate(latest));
    // Another scheme means a proxy or encryption between; that the database answers is waited for by who connects.
    return protocol !== 'bolt:' || answersBolt(hostname, Number(port || 7687));
  };
  if (await waitUntil(isAnswering, { every: 250, within: secondsToStart * 1000, signal: call.signal })) return;
  const message = `Container \`${name}\` did not answer on Bolt within ${secondsToStart} seconds`;
  throw new BulkgenError('start-failed', message, { hint: `See \`docker logs ${name}\`.` });
}

async function explainEnd(
  id: string,
  name: string,
  latest: Container | undefined,
  { env }: DockerCall,
): Promise<BulkgenError> {
  const { stdout = '', stderr = '' } = latest ? await tryDocker(['logs', '--tail', '50', id], { env }) : {};
  const reason = latest
    ? (findReason(stderr) ?? findReason(stdout) ?? `exit code ${latest.exitCode}`)
    : 'it was removed';
  return new BulkgenError('start-failed', `Container \`${name}\` ended while starting: ${reason}`, {
    hint: `Its log is shown by \`docker logs ${name}\`.`,
  });
}

/** Stops the container, gracefully, and returns when it has ended; one that is stopped or gone is fine. */
export async function stopContainer({ id, name }: Pick<Container, 'id' | 'name'>, call: DockerCall): Promise<void> {
  const { exitCode, stderr } = await tryDocker(['stop', '-t', `${secondsToStop}`, id], call);
  const latest = await inspectContainer(id, call);
  if (!latest) return; // removed meanwhile: nothing of it runs
  if (exitCode !== 0) throw new BulkgenError('docker-failed', `\`docker stop\` failed: ${sayReason(stderr)}`);
  if (latest.status !== 'running' && latest.status !== 'restarting') return;
  throw new BulkgenError('stop-failed', `Container \`${name}\` is ${latest.status} after it was stopped`, {
    hint: 'Something starts it again: a service manager or another user.',
  });
}
