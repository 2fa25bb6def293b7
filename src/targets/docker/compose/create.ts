import { BulkgenError } from '../../../errors.ts';
import type { ProgressTracker } from '../../../progress/tracker.ts';
import { withLock } from '../../../system/lock.ts';
import { holdPorts } from '../../../system/port.ts';
import { quoteWord } from '../../../system/quote-word.ts';
import { type AskedPorts, choosePorts } from '../../neo4j/choose-ports.ts';
import { type Ports, usualPorts } from '../../neo4j/settings.ts';
import { type DockerCall, runDocker, tryDocker } from '../command.ts';
import { type Container, isUp } from '../container.ts';
import { findDaemonHost } from '../endpoint.ts';
import { fetchImage } from '../image.ts';
import { requireCompose, runCompose } from './command.ts';
import { composeHomeExists, createComposeHome } from './home.ts';
import { assertNoImport, type ComposeProject, findComposeContainer, readPublishedPorts, usesHome } from './project.ts';

export interface CreateComposeOptions extends DockerCall {
  readonly asked: AskedPorts;
  readonly tracker: ProgressTracker;
}

export interface ComposeContainer {
  readonly container: Container;
  /**
   * Releases the chosen ports. Call it when the container starts: Docker takes the ports only then, and an import may run
   * before.
   */
  readonly releasePorts: () => Promise<void>;
}

/**
 * The project's container with the current compose.yaml and values. Creates the container, or creates it again when it is
 * stopped; does not start it. A container that is running, or that was created by hand, is left as it is.
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
  await assertLocalDaemon(call);
  await ensureHome(project, call);
  return withLock(project.home.lock, () => createContainer(project, options), { signal });
}

function isReplaceable(container: Container, { home }: ComposeProject): boolean {
  return !isUp(container) && usesHome(container, home);
}

async function createContainer(project: ComposeProject, options: CreateComposeOptions): Promise<ComposeContainer> {
  const { env, signal, asked } = options;
  const former = await findComposeContainer(project, { env, signal });
  if (former && isUp(former)) return keepContainer(former, asked); // another bulkgen has just started it
  if (former) await assertNoImport(former, { env, signal });
  const preferred = former ? readPublishedPorts(former) : usualPorts;
  const { bolt, http } = await choosePorts(preferred, asked);
  const releasePorts = await holdPorts([bolt, http]);
  try {
    return { container: await runComposeUp(project, { bolt, http }, options), releasePorts };
  } catch (error) {
    await releasePorts();
    throw error;
  }
}

async function runComposeUp(
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
  throw new BulkgenError('docker-failed', 'Could not create the container with Docker Compose', {
    hint: 'Run the command again.',
  });
}

/** A container that is not created again keeps its ports. Throws when the caller asks for other ones. */
function keepContainer(container: Container, { boltPort, httpPort }: AskedPorts): ComposeContainer {
  const { bolt, http } = readPublishedPorts(container);
  if ((boltPort ?? bolt) === bolt && (httpPort ?? http) === http) {
    return { container, releasePorts: async () => undefined };
  }
  const isRunning = isUp(container);
  const [code, state] = isRunning
    ? (['neo4j-running', 'is already running'] as const)
    : (['target-unusable', 'was created by hand'] as const);
  throw new BulkgenError(code, `Container \`${container.name}\` ${state} with the ports ${bolt} and ${http}`, {
    hint: isRunning
      ? 'Stop the container with `bulkgen neo4j stop --target docker`, then start it on other ports.'
      : 'Omit --bolt-port and --http-port, or create the container again with other ports.',
  });
}

/** The server listens only on the loopback address of the daemon's machine. */
async function assertLocalDaemon(call: DockerCall): Promise<void> {
  const host = await findDaemonHost(call);
  if (host === undefined || /^(localhost|127\..*|\[::1\])$/.test(host)) return;
  throw new BulkgenError('target-unusable', `The Docker daemon is on another machine, ${host}`, {
    hint: 'Run docker/compose.yaml of this package on that machine, or omit --target docker.',
  });
}

/** Throws `target-unusable` when databases with an older password exist, because a new password would not fit them. */
async function ensureHome({ name, home }: ComposeProject, call: DockerCall): Promise<void> {
  if (await composeHomeExists(home)) return;
  const volume = `${name}_data`;
  if ((await tryDocker(['volume', 'inspect', volume], call)).exitCode === 0) {
    const message = `Could not find the password of the databases in volume \`${volume}\`: it is not in ${home.folder}`;
    const command = `docker compose --project-name ${quoteWord(name)} down --volumes`;
    throw new BulkgenError('target-unusable', message, {
      hint: `Set BULKGEN_HOME as it was when the databases were created, or delete the databases with \`${command}\`.`,
    });
  }
  const memory = Number(await runDocker(['info', '--format', '{{.MemTotal}}'], call));
  await createComposeHome(home, memory);
}
