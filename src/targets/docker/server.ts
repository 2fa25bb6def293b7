import { BulkgenError } from '../../errors.ts';
import { quoteWord } from '../../system/quote-word.ts';
import { waitUntil } from '../../system/wait-until.ts';
import { answersBolt } from '../neo4j/answers-bolt.ts';
import { findReason } from '../neo4j/program-output.ts';
import { type DockerCall, extractReason, tryDocker } from './command.ts';
import { type Container, findMount, isUp } from './container.ts';
import { importContainerLabel } from './import-container/arguments.ts';
import { inspectContainer, listContainers } from './inspect-container.ts';

export interface ContainerServer {
  readonly id: string;
  readonly name: string;
  /** Where Bolt answers. A random port changes with each start. */
  readonly locate: (latest: Container) => string;
}

const secondsToStart = 180;
const secondsToStop = 120;

/** Starts the container and returns once its server answers on Bolt. Throws `start-failed` with the end of its log. */
export async function startContainer({ id, name, locate }: ContainerServer, call: DockerCall): Promise<void> {
  const { exitCode, stderr } = await tryDocker(['start', id], { env: call.env });
  if (exitCode !== 0) {
    const line = stderr.split('\n').find((text) => /daemon/.test(text)) ?? stderr;
    throw new BulkgenError('start-failed', `Docker could not start container \`${name}\`: ${extractReason(line)}`);
  }
  const isAnswering = async (): Promise<boolean> => {
    const latest = await inspectContainer(id, { env: call.env });
    if (!latest || !isUp(latest)) throw await explainExit(id, name, latest, call);
    const { protocol, hostname, port } = new URL(locate(latest));
    // Another scheme means a proxy or encryption in between. The caller who connects waits for the database itself.
    return protocol !== 'bolt:' || answersBolt(hostname, Number(port || 7687));
  };
  if (await waitUntil(isAnswering, { every: 250, within: secondsToStart * 1000, signal: call.signal })) return;
  const message = `Container \`${name}\` did not answer on Bolt within ${secondsToStart} seconds`;
  throw new BulkgenError('start-failed', message, { hint: `Read its log with \`docker logs ${quoteWord(name)}\`.` });
}

async function explainExit(
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
    hint: `Read its log with \`docker logs ${quoteWord(name)}\`.`,
  });
}

/** Stops the container gracefully and returns when it has ended. Does nothing when it is stopped or does not exist. */
export async function stopContainer({ id, name }: Pick<Container, 'id' | 'name'>, call: DockerCall): Promise<void> {
  const { exitCode, stderr } = await tryDocker(['stop', '-t', `${secondsToStop}`, id], call);
  const latest = await inspectContainer(id, call);
  if (!latest) return; // removed meanwhile, so nothing of it runs
  if (exitCode !== 0) throw new BulkgenError('docker-failed', `\`docker stop\` failed: ${extractReason(stderr)}`);
  if (latest.status !== 'running' && latest.status !== 'restarting') return;
  throw new BulkgenError('stop-failed', `Could not stop container \`${name}\`: it is ${latest.status} again`, {
    hint: 'Find out what starts the container again, such as a service manager or another user.',
  });
}

/** Throws `target-unusable` when the container would not be the same after a stop and a start. */
export function assertRestartable({ name, status, exitCode, isRemovedOnStop }: Container): void {
  const refuse = (problem: string, hint: string): never => {
    throw new BulkgenError('target-unusable', `Container \`${name}\` ${problem}`, { hint });
  };
  if (status === 'paused')
    refuse('is paused', `Run \`docker unpause ${quoteWord(name)}\`, then run the command again.`);
  if (status === 'restarting') {
    const hint = `Find the cause with \`docker logs ${quoteWord(name)}\`, then fix or stop the container.`;
    refuse(`ends and restarts again and again (exit code ${exitCode})`, hint);
  }
  if (status === 'removing' || status === 'dead') refuse(`is ${status}`, 'Create the container again.');
  if (isRemovedOnStop) {
    const problem = 'was created with --rm, so Docker would remove it and its data when it stops';
    refuse(problem, 'Create the container again without --rm.');
  }
}

/** Throws `target-unusable` when another running container, or its import container, has the volume with the data folder. */
export async function assertStoreUnused(container: Container, dataFolder: string, call: DockerCall): Promise<void> {
  const volume = findMount(container, dataFolder);
  for (const other of await listContainers(call)) {
    if (other.id === container.id || other.labels[importContainerLabel] === container.id) continue;
    if (!isUp(other) && other.status !== 'restarting') continue;
    if (!other.mounts.some(({ type, source }) => type === volume?.type && source !== '' && source === volume.source))
      continue;
    const message = `Container \`${other.name}\` runs with the same data as \`${container.name}\``;
    throw new BulkgenError('target-unusable', message, {
      hint: `Run \`docker stop ${quoteWord(other.name)}\`, then run the command again. Nothing was changed.`,
    });
  }
}
