// A server that Docker runs from bulkgen's own compose.yaml, for whoever has Docker and no Java.
import { type ProgressListener, ProgressTracker } from '../../../progress/tracker.ts';
import type { AskedPorts } from '../../neo4j/choose-ports.ts';
import { type GivenCredentials, readPasswordFile } from '../../neo4j/credentials.ts';
import type { OwnServer, OwnServerStatus } from '../../own-server.ts';
import { type Container, isUp } from '../container.ts';
import { readContainerLog } from '../log.ts';
import { openDocker } from '../open.ts';
import { stopContainer } from '../server.ts';
import { inspect } from '../target.ts';
import { ensureComposeContainer } from './create.ts';
import {
  type ComposeProject,
  findAuthFile,
  findComposeContainer,
  isOfHome,
  locateProject,
  readPublishedPorts,
} from './project.ts';
import { removeCompose } from './remove.ts';

export interface FindComposeOptions {
  readonly env?: NodeJS.ProcessEnv | undefined;
}

export interface OpenComposeOptions extends FindComposeOptions, AskedPorts {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** The server of this user's project, not started yet where it was not; its image is pulled and its container made. */
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

/** The server whose container is there; nothing is made. */
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
    readStatus: async () => describe(await inspect(container, { env }), project),
    async openTarget() {
      return openDocker({ container: id, given: await readOwnCredentials(container, project), env });
    },
    stop: () => stopContainer(container, { env }),
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
    passwordFile: isOfHome(container, home) ? home.password : (findAuthFile(container) ?? ''),
    home: home.folder,
    container: container.name,
    image: container.image,
  };
}

/** The password that bulkgen made goes before one in the environment, which is likely another server's. */
async function readOwnCredentials(
  container: Container,
  { home }: ComposeProject,
): Promise<GivenCredentials | undefined> {
  if (!isOfHome(container, home)) return undefined;
  return { username: 'neo4j', password: await readPasswordFile(home.password) };
}

/** As the image's own environment has it: `neo4j-community-5.26.30-unix.tar.gz`. */
function readVersion({ env, image }: Container): string {
  return /-(\d[^-]*)-unix/.exec(env['NEO4J_TARBALL'] ?? '')?.[1] ?? image;
}
