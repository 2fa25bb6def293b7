import { BulkgenError } from '../../../errors.ts';
import type { ProgressTracker } from '../../../progress/tracker.ts';
import { withLock } from '../../../system/lock.ts';
import { holdPorts } from '../../../system/port.ts';
import { type AskedPorts, choosePorts } from '../../neo4j/choose-ports.ts';
import { type Ports, usualPorts } from '../../neo4j/settings.ts';
import { type DockerCall, runDocker, tryDocker } from '../command.ts';
import { type Container, isUp } from '../container.ts';
import { findDaemonHost } from '../endpoint.ts';
import { fetchImage } from '../image.ts';
import { requireCompose, runCompose } from './command.ts';
import { composeHomeExists, makeComposeHome } from './home.ts';
import { type ComposeProject, findComposeContainer, isOfHome, readPublishedPorts, refuseImport } from './project.ts';

export interface CreateComposeOptions extends DockerCall {
  readonly asked: AskedPorts;
  readonly tracker: ProgressTracker;
}

export interface ComposeContainer {
  readonly container: Container;
  /**
   * Lets go of the ports that were chosen for it, to be called when it starts. Docker takes them only then, and an import
   * may come before.
   */
  readonly releasePorts: () => Promise<void>;
}

/**
 * The project's container as compose.yaml and its values say now, made or made anew where it is not; it is not started.
 * A running one, and one that was made by hand, is left as it is.
 */
export async function ensureComposeContainer(
  project: ComposeProject,
  options: CreateComposeOptions,
): Promise<ComposeContainer> {
  const { env, signal } = options;
  const call = { env, signal };
  const found = await findComposeContainer(project, call);
  if (found && !isReplaceable(found, project)) return keepContainer(found, options.asked);
  await requireCompose(call);
  await refuseFarDaemon(call);
  await ensureHome(project, call);
  return withLock(project.home.lock, () => createContainer(project, options), { signal });
}

function isReplaceable(container: Container, { home }: ComposeProject): boolean {
  return !isUp(container) && isOfHome(container, home);
}

async function createContainer(project: ComposeProject, options: CreateComposeOptions): Promise<ComposeContainer> {
  const { env, signal, asked } = options;
  const former = await findComposeContainer(project, { env, signal });
  if (former && isUp(former)) return keepContainer(former, asked); // somebody was quicker
  if (former) await refuseImport(former, { env, signal });
  const preferred = former ? readPublishedPorts(former) : usualPorts;
  const { bolt, http } = await choosePorts(preferred, asked);
  const releasePorts = await holdPorts([bolt, http]);
  try {
    return { container: await makeContainer(project, { bolt, http }, options), releasePorts };
  } catch (error) {
    await releasePorts();
    throw error;
  }
}

async function makeContainer(
  project: ComposeProject,
  { bolt, http }: Ports,
  { env, signal, tracker }: CreateComposeOptions,
): Promise<Container> {
  const variables = {
    BULKGEN_AUTH_FILE: project.home.auth,
    BULKGEN_BOLT_PORT: `${bolt}`,
    BULKGEN_HTTP_PORT: `${http}`,
  };
  const call = { project, variables, env, signal };
  const [image = ''] = (await runCompose(['config', '--images'], call)).split('\n');
  await fetchImage(image, { env, signal, tracker });
  await runCompose(['up', '--no-start'], call);
  const container = await findComposeContainer(project, { env, signal });
  if (container) return container;
  throw new BulkgenError('docker-failed', 'Docker Compose made no container', { hint: 'Start it once more.' });
}

/** A container that is not made anew keeps its ports; throws where others were asked for. */
function keepContainer(container: Container, { boltPort, httpPort }: AskedPorts): ComposeContainer {
  const { bolt, http } = readPublishedPorts(container);
  if ((boltPort ?? bolt) === bolt && (httpPort ?? http) === http) {
    return { container, releasePorts: async () => undefined };
  }
  const isRunning = isUp(container);
  const [code, what] = isRunning
    ? (['neo4j-running', 'is running already'] as const)
    : (['target-unusable', 'was made by hand'] as const);
  throw new BulkgenError(code, `Container \`${container.name}\` ${what}, with the ports ${bolt} and ${http}`, {
    hint: isRunning
      ? 'Stop it with `bulkgen neo4j stop --target docker` before you start it on others.'
      : 'Leave --bolt-port and --http-port out, or make it anew on others.',
  });
}

/** The server listens on loopback of the daemon's machine, which is then not this one's. */
async function refuseFarDaemon(call: DockerCall): Promise<void> {
  const host = await findDaemonHost(call);
  if (host === undefined || /^(localhost|127\..*|\[::1\])$/.test(host)) return;
  throw new BulkgenError('target-unusable', `Docker's daemon is on another machine, ${host}`, {
    hint: 'Use docker/compose.yaml of this package there, or leave --target docker out.',
  });
}

/** Throws `target-unusable` where a new password would meet the databases of an old one. */
async function ensureHome({ name, home }: ComposeProject, call: DockerCall): Promise<void> {
  if (await composeHomeExists(home)) return;
  const volume = `${name}_data`;
  if ((await tryDocker(['volume', 'inspect', volume], call)).exitCode === 0) {
    throw new BulkgenError(
      'target-unusable',
      `The password of the databases in volume \`${volume}\` is not in ${home.folder}`,
      {
        hint: `Set BULKGEN_HOME as it was when they were made, or give them up with \`docker compose --project-name ${name} down --volumes\`.`,
      },
    );
  }
  const memory = Number(await runDocker(['info', '--format', '{{.MemTotal}}'], call));
  await makeComposeHome(home, memory);
}
