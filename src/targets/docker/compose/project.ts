import { join } from 'node:path';
import { BulkgenError } from '../../../errors.ts';
import { findFolders } from '../../../system/own-folders.ts';
import { type Ports, usualPorts } from '../../neo4j/settings.ts';
import { type DockerCall, runDocker } from '../command.ts';
import { type Container, listContainers } from '../container.ts';
import { helperLabel } from '../import-container/arguments.ts';
import { waitUntilGone } from '../import-container/lock.ts';
import { type ComposeHome, locateComposeHome } from './home.ts';
import { composeLabels, nameOwnProject } from './labels.ts';

/** A Compose project made of docker/compose.yaml. */
export interface ComposeProject {
  readonly name: string;
  readonly home: ComposeHome;
}

/** Those of docker/compose.yaml. */
const service = 'neo4j';
const secretPath = '/run/secrets/neo4j_auth';

/** The project of this user. */
export function locateProject(env: NodeJS.ProcessEnv): ComposeProject {
  const name = nameOwnProject(env);
  return { name, home: locateComposeHome(join(findFolders({ env }).docker, name)) };
}

/** The project's container, whoever made it. */
export async function findComposeContainer({ name }: ComposeProject, call: DockerCall): Promise<Container | undefined> {
  const containers = await listContainers(call);
  return containers.find(
    ({ labels }) => labels[composeLabels.project] === name && labels[composeLabels.service] === service,
  );
}

/** The file of this machine that holds the container's first password. */
export function findAuthFile({ mounts }: Container): string | undefined {
  return mounts.find(({ destination }) => destination === secretPath)?.source;
}

/** Whether the container was made with the password of this home, and not by hand or for another user. */
export function isOfHome(container: Container, { auth }: ComposeHome): boolean {
  return findAuthFile(container)?.endsWith(auth) ?? false; // Docker Desktop puts a folder of its own in front
}

/** The ports of this machine that the container publishes, or will when it starts. */
export function readPublishedPorts({ network }: Container): Ports {
  const portOf = (port: number): number => Number(network.published[`${port}/tcp`]?.[0]?.port || port);
  return { bolt: portOf(usualPorts.bolt), http: portOf(usualPorts.http) };
}

/**
 * Throws `import-running` while somebody's helper works on the container's volumes. One whose bulkgen has just ended is
 * waited for.
 */
export async function refuseImport({ id, name }: Container, call: DockerCall): Promise<void> {
  const helpers = await runDocker(['ps', '--filter', `label=${helperLabel}=${id}`, '--format', '{{.Names}}'], call);
  for (const helper of helpers.split('\n').filter((text) => text !== '')) {
    await waitUntilGone(helper, call).catch((cause: unknown) => {
      throw new BulkgenError('import-running', `Another bulkgen is at work on container \`${name}\` (${helper})`, {
        hint: 'Wait until it is done.',
        cause,
      });
    });
  }
}
