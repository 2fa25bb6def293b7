import type { DockerCall } from '../targets/docker/command.ts';
import type { Container } from '../targets/docker/container.ts';
import { type Daemon, readDaemon } from '../targets/docker/daemon.ts';
import { readHost } from '../targets/docker/endpoint.ts';
import { listNeo4jContainers } from '../targets/docker/find-container.ts';
import { describeError, type Facts, type Finding } from './finding.ts';

export interface DockerFacts {
  readonly daemon: Daemon;
  /** Those of Neo4j; none when no daemon answers. */
  readonly containers: readonly Container[];
  /** The daemon's machine, where it is not this one. */
  readonly host: string | undefined;
}

export async function lookAtDocker(call: DockerCall): Promise<DockerFacts> {
  const daemon = await readDaemon(call);
  if (daemon.refusal) return { daemon, containers: [], host: undefined };
  return { daemon, containers: await listNeo4jContainers(call), host: readHost(daemon.address) };
}

/** The command, its daemon, and Compose. */
export function judgeDocker({ daemon }: DockerFacts): readonly Finding[] {
  const { clientVersion, serverVersion, refusal, address, composeVersion } = daemon;
  const facts: Facts = { clientVersion, serverVersion: serverVersion ?? null, address };
  if (refusal) return [describeError('docker', refusal, facts)];
  const message = `Docker ${clientVersion}, its daemon ${serverVersion} at ${address}`;
  return [{ area: 'docker', status: 'ok', message, facts }, describeCompose(composeVersion)];
}

function describeCompose(version: string | undefined): Finding {
  const facts: Facts = { composeVersion: version ?? null };
  if (version !== undefined) return { area: 'docker', status: 'ok', message: `Docker Compose ${version}`, facts };
  return {
    area: 'docker',
    status: 'warning',
    message: 'There is no Docker Compose; an import does not need it',
    cure: "Install Docker's Compose plugin, with which `bulkgen neo4j start --target docker` makes a container.",
    facts,
  };
}
