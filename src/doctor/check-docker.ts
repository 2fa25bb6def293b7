import type { DockerCall } from '../targets/docker/command.ts';
import type { Container } from '../targets/docker/container.ts';
import { type Daemon, readDaemon } from '../targets/docker/daemon.ts';
import { readHost } from '../targets/docker/endpoint.ts';
import { listNeo4jContainers } from '../targets/docker/find-container.ts';
import { type Check, describeError, type Facts } from './check.ts';

export interface DockerFacts {
  readonly daemon: Daemon;
  /** The containers of Neo4j; empty when no daemon answers. */
  readonly containers: readonly Container[];
  /** The machine of the daemon, unless it is this one. */
  readonly host: string | undefined;
}

export async function probeDocker(call: DockerCall): Promise<DockerFacts> {
  const daemon = await readDaemon(call);
  if (daemon.refusal) return { daemon, containers: [], host: undefined };
  return { daemon, containers: await listNeo4jContainers(call), host: readHost(daemon.address) };
}

/** Checks the Docker command, its daemon and Compose. */
export function evaluateDocker({ daemon }: DockerFacts): readonly Check[] {
  const { clientVersion, serverVersion, refusal, address, composeVersion } = daemon;
  const facts: Facts = { clientVersion, serverVersion: serverVersion ?? null, address };
  if (refusal) return [describeError('docker', refusal, facts)];
  const message = `Docker ${clientVersion}, daemon ${serverVersion} at ${address}`;
  return [{ area: 'docker', status: 'ok', message, facts }, describeCompose(composeVersion)];
}

function describeCompose(version: string | undefined): Check {
  const facts: Facts = { composeVersion: version ?? null };
  if (version !== undefined) return { area: 'docker', status: 'ok', message: `Docker Compose ${version}`, facts };
  return {
    area: 'docker',
    status: 'warning',
    message: 'Docker Compose is not installed; an import does not need it',
    cure: "Install Docker's Compose plugin to use `bulkgen neo4j start --target docker`.",
    facts,
  };
}
