import { BulkgenError, throwIfAborted } from '../errors.ts';
import { probeFolder } from '../system/probe-folder.ts';
import { readBoltAddress } from '../targets/local/bolt-address.ts';
import { openLocal } from '../targets/local/open.ts';
import { needsLogin, readPorts } from '../targets/neo4j/settings.ts';
import { findHomes, type HomeCandidate } from './find-homes.ts';
import { describeError, type Facts, type Finding } from './finding.ts';
import { formatGigabytes } from './size.ts';

/** A Neo4j that somebody installed. */
export interface InstallationFacts extends HomeCandidate {
  /** What an import would find; absent when `error` says why none could work. */
  readonly server?: {
    readonly version: string;
    readonly dataFolder: string;
    /** Of Bolt and of the Browser. */
    readonly ports: readonly number[];
    readonly isRunning: boolean;
    readonly needsLogin: boolean;
    /** Bytes, where its data is; absent when the file system does not tell. */
    readonly free: number | undefined;
  };
  readonly error?: BulkgenError;
}

/**
 * The installations of this machine; a folder that nobody named and that holds none is none. Each is opened as an import
 * opens it, so what a killed one left running there is ended.
 */
export async function lookAtInstallations(
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly InstallationFacts[]> {
  const found: InstallationFacts[] = [];
  for (const candidate of await findHomes({ env })) {
    throwIfAborted(signal);
    const facts = await lookAtHome(candidate, env, signal);
    if (facts) found.push(facts);
  }
  return found;
}

async function lookAtHome(
  candidate: HomeCandidate,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<InstallationFacts | undefined> {
  try {
    const target = await openLocal({ home: candidate.home, env });
    const { settings } = target.installation;
    const server = {
      version: target.version,
      dataFolder: target.dataFolder,
      ports: [readBoltAddress(settings)?.port ?? [], readPorts(settings).http].flat(),
      isRunning: await target.isRunning(),
      needsLogin: needsLogin(settings),
      free: (await probeFolder(target.dataFolder, { env, signal })).free,
    };
    return { ...candidate, server };
  } catch (error) {
    if (!(error instanceof BulkgenError)) throw error;
    const isNone = error.code === 'neo4j-missing' && candidate.source !== 'NEO4J_HOME';
    return isNone ? undefined : { ...candidate, error };
  }
}

/** A finding for each installation. */
export function judgeInstallations(
  installations: readonly InstallationFacts[],
  env: NodeJS.ProcessEnv,
): readonly Finding[] {
  return installations.map((installation) => judgeInstallation(installation, env));
}

/** As for an embedded server's data, src/doctor/check-disk.ts. */
const roomForStores = 0.6e9;

function judgeInstallation({ home, source, server, error }: InstallationFacts, env: NodeJS.ProcessEnv): Finding {
  const { version = null, isRunning: running = null, dataFolder = null, ports = [], free = null } = server ?? {};
  const facts: Facts = { home, source, usable: error === undefined, version, running, dataFolder, ports, free };
  if (error || !server) return describeError('installation', error, facts);
  const message = `Neo4j ${server.version} in ${home} (${source}), ${server.isRunning ? 'running' : 'stopped'}`;
  if (server.free !== undefined && server.free < roomForStores) {
    return {
      area: 'installation',
      status: 'warning',
      message: `${message}; only ${formatGigabytes(server.free)} are free for its data in ${server.dataFolder}`,
      cure: 'Free some space there: an import keeps the old store beside the new one until that is proven.',
      facts,
    };
  }
  if (!server.needsLogin || env['NEO4J_PASSWORD'] || env['NEO4J_PASSWORD_FILE']) {
    return { area: 'installation', status: 'ok', message, facts };
  }
  return {
    area: 'installation',
    status: 'warning',
    message: `${message}; nothing here tells its password`,
    cure: 'Set NEO4J_PASSWORD, or name a file with NEO4J_PASSWORD_FILE.',
    facts,
  };
}
