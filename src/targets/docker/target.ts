import { quoteExactly } from '../../system/quote-word.ts';
import { askOnce, type Credentials, type GivenCredentials, readCredentials } from '../neo4j/credentials.ts';
import type { Target } from '../target.ts';
import { runAdmin } from './admin.ts';
import type { DockerCall } from './command.ts';
import { composeLabels, nameOwnProject } from './compose/labels.ts';
import { type Container, isUp } from './container.ts';
import { mapFolder } from './folder.ts';
import { createImportContainerFiles } from './import-container/files.ts';
import type { ImportContainerSession } from './import-container/session.ts';
import { inspectAgain } from './inspect-container.ts';
import type { ContainerInstallation } from './installation.ts';
import { assertStoreUnused, startContainer, stopContainer } from './server.ts';

/** A Neo4j in a container. */
export interface DockerTarget extends Target {
  readonly kind: 'docker';
  /** Name of the container. */
  readonly container: string;
  /** Why bulkgen chose this container, for people. */
  readonly reason: string;
}

export interface DockerParts {
  /** As it was found. The target inspects its ports and state again when it needs them. */
  readonly container: Container;
  readonly reason: string;
  readonly installation: ContainerInstallation;
  readonly session: ImportContainerSession;
  /** Where Bolt answers, for the current state of the container. */
  readonly locate: (latest: Container) => string;
  readonly given: GivenCredentials | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** The target of a container that was found usable. */
export function createDockerTarget(parts: DockerParts): DockerTarget {
  const { container, installation, session, locate, env } = parts;
  const { name, image, memoryLimit } = container;
  const call: DockerCall = { env };
  const given = askOnce(parts.given);
  return {
    kind: 'docker',
    container: name,
    reason: parts.reason,
    description: `docker: container ${name}, image ${image}`,
    version: installation.version,
    edition: installation.edition,
    dataFolder: installation.dataFolder,
    transactionFolder: installation.transactionFolder,
    pluginFolder: installation.pluginFolder,
    files: createImportContainerFiles(session, `container ${name}`),
    memoryLimit,
    keepsRunning: false,
    isOwn: container.labels[composeLabels.project] === nameOwnProject(env),
    isRunning: async () => isUp(await inspectAgain(container, call)),
    start: async ({ signal } = {}) => startContainer({ id: container.id, name, locate }, { env, signal }),
    stop: async () => stopContainer(container, call),
    assertStoreUnused: () => assertStoreUnused(container, installation.dataFolder, call),
    runAdmin: async (args, options) => runAdmin({ session, user: installation.user, memoryLimit, env }, args, options),
    runExclusively: (work) => session.runExclusively(work),
    mapFolder: async (folder, names) => mapFolder(folder, { container, session, installation, names }),
    async connection(database = 'neo4j') {
      const uri = locate(await inspectAgain(container, call));
      return { uri, ...(await readCredentials({ given, env, known: await readKnown(parts) })), database };
    },
  };
}

/** The first login, which the container was created with. The password may have been changed since. */
async function readKnown({ container, installation, session }: DockerParts): Promise<Partial<Credentials>> {
  if (!installation.needsLogin) return { username: 'neo4j', password: '' };
  const file = container.env['NEO4J_AUTH_FILE'];
  const auth = file ? (await session.run(`cat ${quoteExactly(file)} 2>/dev/null`)).output : container.env['NEO4J_AUTH'];
  const [, username, password] = /^([^/\s]+)\/([^/\s]+)/.exec(auth ?? '') ?? [];
  return username !== undefined && password !== undefined ? { username, password } : {};
}
