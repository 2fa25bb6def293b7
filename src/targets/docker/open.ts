// The docker target is a Neo4j in an existing container. bulkgen stops the container, runs the import in a second container
// of the same image on the same volumes (the import container), and starts the first one again.
import { checkOptions } from '../../options/check-options.ts';
import { checkGiven } from '../neo4j/credentials.ts';
import { type OpenTargetOptions, openForms } from '../target.ts';
import type { Container } from './container.ts';
import { findBoltUri, findDaemonHost } from './endpoint.ts';
import { findContainer } from './find-container.ts';
import { ImportContainerSession } from './import-container/session.ts';
import { readInstallation } from './installation.ts';
import { assertRestartable } from './server.ts';
import { createDockerTarget, type DockerTarget } from './target.ts';

/** Which container to use, and how to log in. */
export interface OpenDockerOptions extends OpenTargetOptions {
  /** Name or id of the container. Default: the container of the Compose project in this folder, or the only one with Neo4j. */
  readonly container?: string | undefined;
}

/**
 * The target of a container, running or stopped. Opening changes nothing in it. Throws `no-docker`, `no-container`,
 * `several-containers`, and `target-unusable` when no import into it could work.
 */
export async function openDocker(options: OpenDockerOptions = {}): Promise<DockerTarget> {
  checkOptions('openDocker', options, { container: 'any', ...openForms });
  checkGiven(options.given);
  const { env = process.env, given, uri, signal } = options;
  const call = { env, signal };
  const { container, reason } = await findContainer({ name: options.container }, call);
  assertRestartable(container);
  const session = new ImportContainerSession(container, env);
  try {
    const installation = await readInstallation(container, session);
    const daemonHost = await findDaemonHost(call);
    const locate = (latest: Container): string => uri ?? findBoltUri(latest, installation.boltPort, daemonHost);
    locate(container); // throws before anything is stopped
    return createDockerTarget({ container, reason, installation, session, locate, given, env });
  } catch (error) {
    await session.close();
    throw error;
  }
}
