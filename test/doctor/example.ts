import type { Problem } from '../../src/doctor/check.ts';
import type { DockerFacts } from '../../src/doctor/check-docker.ts';
import type { EmbeddedFacts, EmbeddedServer } from '../../src/doctor/check-embedded.ts';
import type { InstallationFacts } from '../../src/doctor/check-installation.ts';
import type { Place, Use } from '../../src/doctor/places.ts';
import type { FolderProbe } from '../../src/system/probe-folder.ts';
import type { Java } from '../../src/targets/java/find-java.ts';
import type { OwnServerStatus } from '../../src/targets/own-server.ts';
import { exampleContainer } from '../targets/docker/example-container.ts';

export function exampleJava(major: number): Java {
  return { executable: `/jvm/${major}/bin/java`, version: `${major}.0.1`, major };
}

export const exampleFailure: Problem = { area: 'maven', status: 'missing', message: 'No', cure: 'Do.', facts: {} };

/** A daemon that answers, with one usable container. */
export function exampleDocker(changes: Partial<DockerFacts> = {}): DockerFacts {
  const daemon = {
    clientVersion: '28.2.2',
    serverVersion: '27.5.1',
    refusal: undefined,
    address: 'unix:///var/run/docker.sock',
    composeVersion: '2.40.3',
  };
  return { daemon, containers: [publishedContainer()], host: undefined, ...changes };
}

export function publishedContainer(changes: Parameters<typeof exampleContainer>[0] = {}) {
  const published = { '7687/tcp': [{ address: '127.0.0.1', port: '7687' }] };
  return exampleContainer({ network: { isHost: false, published, addresses: [] }, ...changes });
}

export function exampleInstallation(changes: Partial<InstallationFacts> = {}): InstallationFacts {
  const server = {
    version: '5.26.30',
    dataFolder: '/opt/neo4j/data',
    ports: [7687, 7474],
    isRunning: true,
    needsLogin: true,
    free: 50e9,
  };
  return { home: '/opt/neo4j', source: 'usual place', server, ...changes };
}

export const exampleStatus: OwnServerStatus = {
  running: true,
  version: '5.26.30',
  uri: 'bolt://127.0.0.1:7687',
  httpUri: 'http://127.0.0.1:7474',
  username: 'neo4j',
  passwordFile: '/home/a/neo4j/5.26.30/password',
  home: '/home/a/neo4j/5.26.30',
  pid: 42,
};

/** The given server of 5.26.30, and none of 2026.08.1. */
export function exampleEmbedded(server: Partial<EmbeddedServer> = {}): EmbeddedFacts {
  const nothing = { isProvisioned: false, status: undefined };
  return {
    version: '5.26.30',
    lack: undefined,
    servers: [
      { version: '5.26.30', ...nothing, ...server },
      { version: '2026.08.1', ...nothing },
    ],
  };
}

export function examplePlace(use: Use, probe: Partial<FolderProbe> = {}): Place {
  const path = `/home/a/${use.replace(' ', '-')}`;
  const usable = { nearest: path, isFolder: true, isWritable: true, mount: '/home', free: 50e9 };
  return { use, path, probe: { ...usable, ...probe } };
}
