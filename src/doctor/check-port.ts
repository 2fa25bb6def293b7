import { isPortFree } from '../system/port.ts';
import { findPortHolder, type PortHolder } from '../system/port-holder.ts';
import { isUp } from '../targets/docker/container.ts';
import { readBoltPort } from './check-container.ts';
import type { DockerFacts } from './check-docker.ts';
import type { EmbeddedFacts } from './check-embedded.ts';
import type { InstallationFacts } from './check-installation.ts';
import type { Finding } from './finding.ts';

export interface PortFacts {
  readonly port: number;
  readonly isFree: boolean;
  readonly holder: PortHolder | undefined;
}

const usualPorts = [
  { port: 7687, use: 'Bolt' },
  { port: 7474, use: 'the Browser' },
] as const;

export async function lookAtPorts(): Promise<readonly PortFacts[]> {
  return Promise.all(
    usualPorts.map(async ({ port }) => {
      const isFree = await isPortFree(port);
      return { port, isFree, holder: isFree ? undefined : await findPortHolder(port) };
    }),
  );
}

/** A Neo4j that is known to be on a port is where it should be; another program is in its way. */
export function judgePorts(ports: readonly PortFacts[], owners: ReadonlyMap<number, string>): readonly Finding[] {
  return ports.map(({ port, isFree, holder }): Finding => {
    const use = usualPorts.find((usual) => usual.port === port)?.use ?? 'Neo4j';
    const owner = owners.get(port);
    const facts = { port, free: isFree, owner: owner ?? null, pid: holder?.pid ?? null };
    const name = `Port ${port} (${use})`;
    if (isFree) return { area: 'port', status: 'ok', message: `${name} is free`, facts };
    if (owner !== undefined) return { area: 'port', status: 'ok', message: `${name} is taken by ${owner}`, facts };
    const program = holder ? `${holder.program} (process ${holder.pid})` : 'another program';
    return {
      area: 'port',
      status: 'warning',
      message: `${name} is taken by ${program}`,
      cure: 'End it if Neo4j should answer there; the embedded server takes another port by itself.',
      facts,
    };
  });
}

export interface KnownServers {
  readonly docker: DockerFacts | undefined;
  readonly installations: readonly InstallationFacts[] | undefined;
  readonly embedded: EmbeddedFacts | undefined;
}

/** The Neo4j that each port of this machine is known to be of. */
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
  if (!docker || docker.host !== undefined) return owners; // not this machine's ports
  for (const container of docker.containers.filter(isUp)) {
    const { isHost, published } = container.network;
    const open = Object.values(published).flatMap((places) => places.map(({ port }) => Number(port)));
    for (const port of isHost ? [readBoltPort(container), 7474] : open) {
      owners.set(port, `container \`${container.name}\``);
    }
  }
  return owners;
}
