// Uses only what `docker inspect` reports, because a check must not start a container. An import also inspects the image.
import { BulkgenError } from '../errors.ts';
import { quoteWord } from '../system/quote-word.ts';
import { type Container, isInVolume } from '../targets/docker/container.ts';
import { findBoltUri } from '../targets/docker/endpoint.ts';
import { assertRestartable } from '../targets/docker/server.ts';
import { type Check, describeError, type Facts } from './check.ts';
import type { DockerFacts } from './check-docker.ts';

/** One check for each Neo4j container. */
export function evaluateContainers(docker: DockerFacts, env: NodeJS.ProcessEnv): readonly Check[] {
  return docker.containers.map((container) => evaluateContainer(container, docker.host, env));
}

function evaluateContainer(container: Container, host: string | undefined, env: NodeJS.ProcessEnv): Check {
  const { name, image, status, memoryLimit } = container;
  const error = explainUnusable(container, host);
  const facts: Facts = { name, image, status, usable: error === undefined, memoryLimit: memoryLimit ?? null };
  if (error) return describeError('container', error, facts);
  const subject = `Container \`${name}\` (${image}, ${status})`;
  if (memoryLimit !== undefined && memoryLimit < leastMemory) {
    const message = `${subject} is limited to ${Math.round(memoryLimit / 2 ** 20)} MiB of memory`;
    const cure = `Raise the limit with \`docker update --memory 2g --memory-swap 2g ${quoteWord(name)}\`.`;
    return { area: 'container', status: 'warning', message, cure, facts };
  }
  if (!hasPassword(container, env)) {
    const message = `${subject} needs a password, and none is set`;
    const cure = 'Set NEO4J_PASSWORD or NEO4J_PASSWORD_FILE.';
    return { area: 'container', status: 'warning', message, cure, facts };
  }
  return { area: 'container', status: 'ok', message: `${subject} is ready for an import`, facts };
}

/** The page cache of the official image (512 MB) and the heap of a server do not fit into less. */
const leastMemory = 2 ** 30;

/** The reason why an import into this container cannot work; undefined when it can. */
export function explainUnusable(container: Container, host: string | undefined): BulkgenError | undefined {
  try {
    assertRestartable(container);
    refuseWithoutVolume(container);
    findBoltUri(container, readBoltPort(container), host);
    return undefined;
  } catch (error) {
    if (error instanceof BulkgenError) return error;
    throw error;
  }
}

/** The Bolt port of a container: the official image turns this variable into a setting. */
export function readBoltPort({ env }: Container): number {
  return Number(/:(\d+)$/.exec(env['NEO4J_server_bolt_listen__address'] ?? '')?.[1] ?? 7687);
}

function refuseWithoutVolume(container: Container): void {
  const { name, env } = container;
  const home = env['NEO4J_HOME'] ?? '/var/lib/neo4j';
  const configured = env['NEO4J_server_directories_data'];
  // In the official image, the first folder is a link to the second.
  const folders = configured ? [configured] : [`${home}/data`, '/data'];
  if (folders.some((folder) => isInVolume(container, folder))) return;
  throw new BulkgenError('target-unusable', `Container \`${name}\` does not keep its data in a volume`, {
    hint: 'Create the container again with a volume for its data, such as `--volume neo4j-data:/data`.',
  });
}

function hasPassword(container: Container, env: NodeJS.ProcessEnv): boolean {
  const names = ['NEO4J_AUTH', 'NEO4J_AUTH_FILE'];
  return Boolean(env['NEO4J_PASSWORD'] || env['NEO4J_PASSWORD_FILE'] || names.some((name) => container.env[name]));
}
