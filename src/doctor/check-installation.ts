import { BulkgenError, throwIfAborted } from '../errors.ts';
import { formatBytes } from '../system/format-number.ts';
import { probeFolder } from '../system/probe-folder.ts';
import { readBoltAddress } from '../targets/local/bolt-address.ts';
import { openLocal } from '../targets/local/open.ts';
import { needsLogin, readPorts } from '../targets/neo4j/settings.ts';
import { type Check, describeError, type Facts } from './check.ts';
import { findHomes, type HomeCandidate } from './find-homes.ts';

/** An installed Neo4j. */
export interface InstallationFacts extends HomeCandidate {
  /** Absent when `error` says why an import into this installation cannot work. */
  readonly server?: {
    readonly version: string;
    readonly dataFolder: string;
    /** The ports of Bolt and of Neo4j Browser. */
    readonly ports: readonly number[];
    readonly isRunning: boolean;
    readonly needsLogin: boolean;
    /** Free bytes in the data folder; undefined when the file system does not report them. */
    readonly free: number | undefined;
  };
  readonly error?: BulkgenError;
}

/**
 * Finds the installations of this machine. A usual place without a Neo4j does not count; NEO4J_HOME without one does.
 * Opens each as an import does, which also ends what a killed import left running there.
 */
export async function probeInstallations(
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly InstallationFacts[]> {
  const found: InstallationFacts[] = [];
  for (const candidate of await findHomes({ env })) {
    throwIfAborted(signal);
    const facts = await probeHome(candidate, env, signal);
    if (facts) found.push(facts);
  }
  return found;
}

async function probeHome(
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
    const isAbsent = error.code === 'neo4j-missing' && candidate.source !== 'NEO4J_HOME';
    return isAbsent ? undefined : { ...candidate, error };
  }
}

/** One check for each installation. */
export function evaluateInstallations(
  installations: readonly InstallationFacts[],
  env: NodeJS.ProcessEnv,
): readonly Check[] {
  return installations.map((installation) => evaluateInstallation(installation, env));
}

/** The same as for the data of an embedded server, src/doctor/check-disk.ts. */
const leastSpace = 0.6e9;

function evaluateInstallation({ home, source, server, error }: InstallationFacts, env: NodeJS.ProcessEnv): Check {
  const { version = null, isRunning: running = null, dataFolder = null, ports = [], free = null } = server ?? {};
  const facts: Facts = { home, source, usable: error === undefined, version, running, dataFolder, ports, free };
  if (error || !server) return describeError('installation', error, facts);
  const message = `Neo4j ${server.version} in ${home} (${source}), ${server.isRunning ? 'running' : 'stopped'}`;
  if (server.free !== undefined && server.free < leastSpace) {
    return {
      area: 'installation',
      status: 'warning',
      message: `${message}; only ${formatBytes(server.free)} is free for its data in ${server.dataFolder}`,
      cure: 'Free some space there: an import keeps the old store until the new one is verified.',
      facts,
    };
  }
  if (!server.needsLogin || env['NEO4J_PASSWORD'] || env['NEO4J_PASSWORD_FILE']) {
    return { area: 'installation', status: 'ok', message, facts };
  }
  return {
    area: 'installation',
    status: 'warning',
    message: `${message}; it needs a password, and none is set`,
    cure: 'Set NEO4J_PASSWORD or NEO4J_PASSWORD_FILE.',
    facts,
  };
}
