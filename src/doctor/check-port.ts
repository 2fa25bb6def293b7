import { isPortFree } from '../system/port.ts';
import { findPortHolder, type PortHolder } from '../system/port-holder.ts';
import { isUp } from '../targets/docker/container.ts';
import type { Check } from './check.ts';
import { readBoltPort } from './check-container.ts';
import type { DockerFacts } from './check-docker.ts';
import type { EmbeddedFacts } from './check-embedded.ts';
import type { InstallationFacts } from './check-installation.ts';

export interface PortFacts {
  readonly port: number;
  readonly isFree: boolean;
  readonly holder: PortHolder | undefined;
}

const usualPorts = [
  { port: 7687, use: 'Bolt' },
  { port: 7474, use: 'Neo4j Browser' },
] as const;

export async function probePorts(): Promise<readonly PortFacts[]> {
  return Promise.all(
    usualPorts.map(async ({ port }) => {
      const isFree = await isPortFree(port);
      return { port, isFree, holder: isFree ? undefined : await findPortHolder(port) };
    }),
  );
}

/** A port that a known Neo4j uses is fine; one that another program uses is not. */
export function evaluatePorts(ports: readonly PortFacts[], owners: ReadonlyMap<number, string>): readonly Check[] {
  return ports.map(({ port, isFree, holder }): Check => {
    const use = usualPorts.find((usual) => usual.port === port)?.use ?? 'Neo4j';
    const owner = owners.get(port);
    const facts = { port, free: isFree, owner: owner ?? null, pid: holder?.pid ?? null };
    const name = `Port ${port} (${use})`;
    if (isFree) return { area: 'port', status: 'ok', message: `${name} is free`, facts };
    if (owner !== undefined) return { area: 'port', status: 'ok', message: `${name} is in use by ${owner}`, facts };
    const program = holder ? `${holder.program} (process ${holder.pid})` : 'another program';
    return {
      area: 'port',
      status: 'warning',
      message: `${name} is in use by ${program}`,
      cure: 'Stop that program if Neo4j needs the port; the embedded server picks another port by itself.',
      facts,
    };
  });
}

export interface KnownServers {
  readonly docker: DockerFacts | undefined;
  readonly installations: readonly InstallationFacts[] | undefined;
  readonly embedded: EmbeddedFacts | undefined;
}

/** The known Neo4j servers of this machine, by their ports. */
export function findOwners({ docker, installations = [], embedded }: KnownServers): ReadonlyMap<number, string> {
  const owners = new Map<number, string>();
  for (const { version, status } of embedded?.servers ?? []) {
    if (!status?.running) continue;
    for (const uri of [status.uri, status.httpUri]) {
      owners.set(Number(new URL(uri).port), `the embedded Neo4j ${version}`);
    }
  }
  for (const { home, server } of installations) {
    for (const port of server?.isRunning ? server.ports : []) owners.set(port, `Neo4j in ${home}`);
  }
  if (!docker || docker.host !== undefined) return owners; // its ports are not those of this machine
  for (const container of docker.containers.filter(isUp)) {
    const { isHost, published } = container.network;
    const open = Object.values(published).flatMap((places) => places.map(({ port }) => Number(port)));
    for (const port of isHost ? [readBoltPort(container), 7474] : open) {
      owners.set(port, `container \`${container.name}\``);
    }
  }
  return owners;
}
