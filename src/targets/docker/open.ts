// The docker target: a Neo4j in a container that somebody made. It is stopped for the import, which runs in a helper
// container of the same image on the same volumes, and started again.

import type { OpenTargetOptions } from '../target.ts';
import type { Container } from './container.ts';
import { findBoltUri, findDaemonHost } from './endpoint.ts';
import { findContainer } from './find-container.ts';
import { createHelperSession } from './import-container/session.ts';
import { readInstallation } from './installation.ts';
import { refuseContainer } from './refuse-container.ts';
import { createDockerTarget, type DockerTarget } from './target.ts';

export interface OpenDockerOptions extends OpenTargetOptions {
  /** Name or id of the container; else that of the compose project in this folder, else the only one of Neo4j. */
  readonly container?: string | undefined;
}

/**
 * The target of a container, running or stopped; nothing of it is touched. Throws `no-docker`, `no-container`,
 * `several-containers`, and `target-unusable` when no import into it could work.
 */
export async function openDocker(options: OpenDockerOptions = {}): Promise<DockerTarget> {
  const { env = process.env, given, uri, signal } = options;
  const call = { env, signal };
  const { container, reason } = await findContainer({ name: options.container }, call);
  refuseContainer(container);
  const session = createHelperSession(container, { env });
  try {
    const installation = await readInstallation(container, session);
    const daemonHost = await findDaemonHost(call);
    const locate = (latest: Container): string => uri ?? findBoltUri(latest, installation.boltPort, daemonHost);
    locate(container); // now, before anything is stopped
    return createDockerTarget({ container, reason, installation, session, locate, given, env });
  } catch (error) {
    await session.close();
    throw error;
  }
}
