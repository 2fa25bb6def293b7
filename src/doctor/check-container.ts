// Only what `docker inspect` tells: a look must not start a container. An import looks into the image, too.
import { BulkgenError } from '../errors.ts';
import { type Container, isInVolume } from '../targets/docker/container.ts';
import { findBoltUri } from '../targets/docker/endpoint.ts';
import { refuseContainer } from '../targets/docker/refuse-container.ts';
import type { DockerFacts } from './check-docker.ts';
import { describeError, type Facts, type Finding } from './finding.ts';

/** A finding for each container of Neo4j. */
export function judgeContainers(docker: DockerFacts, env: NodeJS.ProcessEnv): readonly Finding[] {
  return docker.containers.map((container) => judgeContainer(container, docker.host, env));
}

function judgeContainer(container: Container, host: string | undefined, env: NodeJS.ProcessEnv): Finding {
  const { name, image, status, memoryLimit } = container;
  const error = explainUnusable(container, host);
  const facts: Facts = { name, image, status, usable: error === undefined, memoryLimit: memoryLimit ?? null };
  if (error) return describeError('container', error, facts);
  const what = `Container \`${name}\` (${image}, ${status})`;
  if (memoryLimit !== undefined && memoryLimit < leastMemory) {
    const message = `${what} may use only ${Math.round(memoryLimit / 2 ** 20)} MiB of memory`;
    const cure = `Give it more with \`docker update --memory 2g --memory-swap 2g ${name}\`.`;
    return { area: 'container', status: 'warning', message, cure, facts };
  }
  if (!tellsPassword(container, env)) {
    const message = `${what} does not tell its password`;
    const cure = 'Set NEO4J_PASSWORD, or name a file with NEO4J_PASSWORD_FILE.';
    return { area: 'container', status: 'warning', message, cure, facts };
  }
  return { area: 'container', status: 'ok', message: `${what} can be imported into`, facts };
}

/** Below this the official image's page cache (512 MB) and a server's heap do not fit. */
const leastMemory = 2 ** 30;

/** Why no import into a container could work; nothing when it could. */
export function explainUnusable(container: Container, host: string | undefined): BulkgenError | undefined {
  try {
    refuseContainer(container);
    refuseWithoutVolume(container);
    findBoltUri(container, readBoltPort(container), host);
    return undefined;
  } catch (error) {
    if (error instanceof BulkgenError) return error;
    throw error;
  }
}

/** The port of Bolt that the variables of a container set, or the usual one; the official image turns them into settings. */
export function readBoltPort({ env }: Container): number {
  return Number(/:(\d+)$/.exec(env['NEO4J_server_bolt_listen__address'] ?? '')?.[1] ?? 7687);
}

function refuseWithoutVolume(container: Container): void {
  const { name, env } = container;
  const home = env['NEO4J_HOME'] ?? '/var/lib/neo4j';
  const configured = env['NEO4J_server_directories_data'];
  // In the official image the first is a link to the second.
  const folders = configured ? [configured] : [`${home}/data`, '/data'];
  if (folders.some((folder) => isInVolume(container, folder))) return;
  throw new BulkgenError('target-unusable', `Container \`${name}\` keeps its data in no volume`, {
    hint: 'Make it anew with a volume for it, such as `--volume neo4j-data:/data`.',
  });
}

function tellsPassword(container: Container, env: NodeJS.ProcessEnv): boolean {
  const names = ['NEO4J_AUTH', 'NEO4J_AUTH_FILE'];
  return Boolean(env['NEO4J_PASSWORD'] || env['NEO4J_PASSWORD_FILE'] || names.some((name) => container.env[name]));
}
