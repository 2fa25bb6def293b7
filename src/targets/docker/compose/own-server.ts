// bulkgen's server in Docker, made from its compose.yaml. It needs no Java on this machine.
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError } from '../../../errors.ts';
import type { ProgressListener } from '../../../progress/progress.ts';
import { ProgressTracker } from '../../../progress/tracker.ts';
import { withTemporaryFolder } from '../../../system/temporary-folder.ts';
import type { AskedPorts } from '../../neo4j/choose-ports.ts';
import { type GivenCredentials, readPasswordFile } from '../../neo4j/credentials.ts';
import type { OwnServer, OwnServerStatus, RemoveOptions } from '../../own-server.ts';
import type { DockerCall } from '../command.ts';
import { type Container, isUp } from '../container.ts';
import { inspectAgain } from '../inspect-container.ts';
import { readContainerLog } from '../log.ts';
import { openDocker } from '../open.ts';
import { stopContainer } from '../server.ts';
import { requireCompose, runCompose } from './command.ts';
import { ensureComposeContainer } from './create.ts';
import {
  assertNoImport,
  type ComposeProject,
  findAuthFile,
  findComposeContainer,
  locateProject,
  readPublishedPorts,
  usesHome,
} from './project.ts';

export interface FindComposeOptions {
  readonly env?: NodeJS.ProcessEnv | undefined;
}

export interface OpenComposeOptions extends FindComposeOptions, AskedPorts {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** The server of this user's project. Pulls its image and creates its container, but does not start it. */
export async function openComposeServer(options: OpenComposeOptions = {}): Promise<OwnServer> {
  const { env = process.env, signal, onProgress, boltPort, httpPort } = options;
  const project = locateProject(env);
  const tracker = new ProgressTracker(onProgress);
  const asked = { boltPort, httpPort };
  const { container, releasePorts } = await ensureComposeContainer(project, { asked, tracker, env, signal });
  const server = createComposeServer(container, project, env);
  return {
    ...server,
    async openTarget() {
      const target = await server.openTarget();
      return {
        ...target,
        async start(call) {
          await releasePorts();
          await target.start(call);
        },
      };
    },
  };
}

/** The server of this user's project; undefined when its container does not exist. Creates nothing. */
export async function findComposeServer({
  env = process.env,
}: FindComposeOptions = {}): Promise<OwnServer | undefined> {
  const project = locateProject(env);
  const container = await findComposeContainer(project, { env });
  return container && createComposeServer(container, project, env);
}

function createComposeServer(container: Container, project: ComposeProject, env: NodeJS.ProcessEnv): OwnServer {
  const { id, name } = container;
  return {
    name: `Neo4j ${readVersion(container)}`,
    place: `container ${name}`,
    log: { container: name },
    readStatus: async () => describe(await inspectAgain(container, { env }), project),
    async openTarget() {
      return openDocker({ container: id, given: await readOwnCredentials(container, project), env });
    },
    stop: () => stopContainer(container, { env }),
    assertStopped: async () => assertStopped(await inspectAgain(container, { env })),
    async readLog(count) {
      const lines: string[] = [];
      for await (const line of readContainerLog(id, { lines: count, follow: false, env })) lines.push(line);
      return lines;
    },
    followLog: ({ lines, signal }) => readContainerLog(id, { lines, follow: true, env, signal }),
    remove: (options) => removeCompose(project, options, { env }),
  };
}

function describe(container: Container, { home }: ComposeProject): OwnServerStatus {
  const { bolt, http } = readPublishedPorts(container);
  return {
    running: isUp(container),
    version: readVersion(container),
    uri: `bolt://127.0.0.1:${bolt}`,
    httpUri: `http://127.0.0.1:${http}`,
    username: 'neo4j',
    passwordFile: usesHome(container, home) ? home.password : (findAuthFile(container) ?? ''),
    home: home.folder,
    container: container.name,
    image: container.image,
  };
}

/** bulkgen's password takes precedence over one in the environment, which is probably that of another server. */
async function readOwnCredentials(
  container: Container,
  { home }: ComposeProject,
): Promise<GivenCredentials | undefined> {
  if (!usesHome(container, home)) return undefined;
  return { username: 'neo4j', password: await readPasswordFile(home.password) };
}

/** From the image's environment: `neo4j-community-5.26.30-unix.tar.gz`. */
function readVersion({ env, image }: Container): string {
  return /-(\d[^-]*)-unix/.exec(env['NEO4J_TARBALL'] ?? '')?.[1] ?? image;
}

function assertStopped(container: Container): void {
  if (!isUp(container)) return;
  throw new BulkgenError('neo4j-running', `Container \`${container.name}\` is running`, {
    hint: 'Stop the container with `bulkgen neo4j stop --target docker`, or remove it with --force.',
  });
}

/** Removes the project's container, volumes, network and home, and with `all` its image. */
async function removeCompose(project: ComposeProject, { force, all }: RemoveOptions, call: DockerCall): Promise<void> {
  await requireCompose(call);
  const container = await findComposeContainer(project, call);
  if (container && !force) assertStopped(container);
  if (container) {
    await assertNoImport(container, call);
    await stopContainer(container, call);
  }
  await runCompose(['down', '--volumes', ...(all ? ['--rmi', 'all'] : [])], { project, ...call });
  await withTemporaryFolder(dirname(project.home.folder), async (temporary) => {
    // One step, so that half a home never exists. A project that a user started by hand does not have a home.
    await rename(project.home.folder, join(temporary, 'removed')).catch(() => {});
  });
}
