import { join } from 'node:path';
import { BulkgenError } from '../../../errors.ts';
import { findFolders } from '../../../system/own-folders.ts';
import { type Ports, usualPorts } from '../../neo4j/settings.ts';
import { type DockerCall, runDocker } from '../command.ts';
import type { Container } from '../container.ts';
import { importContainerLabel } from '../import-container/arguments.ts';
import { waitUntilRemoved } from '../import-container/lock.ts';
import { listContainers } from '../inspect-container.ts';
import { type ComposeHome, locateComposeHome } from './home.ts';
import { composeLabels, nameOwnProject } from './labels.ts';

/** A Compose project of docker/compose.yaml. */
export interface ComposeProject {
  readonly name: string;
  readonly home: ComposeHome;
}

/** The names in docker/compose.yaml. */
const service = 'neo4j';
const secretPath = '/run/secrets/neo4j_auth';

/** The project of this user. */
export function locateProject(env: NodeJS.ProcessEnv): ComposeProject {
  const name = nameOwnProject(env);
  return { name, home: locateComposeHome(join(findFolders({ env }).docker, name)) };
}

/** The project's container, whether bulkgen or a user created it. */
export async function findComposeContainer({ name }: ComposeProject, call: DockerCall): Promise<Container | undefined> {
  const containers = await listContainers(call);
  return containers.find(
    ({ labels }) => labels[composeLabels.project] === name && labels[composeLabels.service] === service,
  );
}

/** The file on this machine that holds the container's first password. */
export function findAuthFile({ mounts }: Container): string | undefined {
  return mounts.find(({ destination }) => destination === secretPath)?.source;
}

/** Whether the container has the password of this home: it was not created by hand or for another user. */
export function usesHome(container: Container, { auth }: ComposeHome): boolean {
  return findAuthFile(container)?.endsWith(auth) ?? false; // Docker Desktop adds a prefix to the path
}

/** The ports of this machine that the container publishes, or will publish when it starts. */
export function readPublishedPorts({ network }: Container): Ports {
  const portOf = (port: number): number => Number(network.published[`${port}/tcp`]?.[0]?.port || port);
  return { bolt: portOf(usualPorts.bolt), http: portOf(usualPorts.http) };
}

/**
 * Throws `import-running` while an import container works on the container's volumes. Waits for one whose bulkgen has just
 * ended.
 */
export async function assertNoImport({ id, name }: Container, call: DockerCall): Promise<void> {
  const filter = `label=${importContainerLabel}=${id}`;
  const names = (await runDocker(['ps', '--filter', filter, '--format', '{{.Names}}'], call)).split('\n');
  for (const importContainer of names.filter((text) => text !== '')) {
    await waitUntilRemoved(importContainer, call).catch((cause: unknown) => {
      const message = `Another bulkgen is working on container \`${name}\` (${importContainer})`;
      throw new BulkgenError('import-running', message, { hint: 'Wait until the other bulkgen is done.', cause });
    });
  }
}
