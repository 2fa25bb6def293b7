import type { BulkgenError } from '../errors.ts';
import { findFolders } from '../system/own-folders.ts';
import { isProvisioned } from '../targets/embedded/installation.ts';
import { type FindEmbeddedOptions, findDefaultVersion, findEmbedded } from '../targets/embedded/open.ts';
import { readStatus } from '../targets/embedded/own-server.ts';
import { findLack } from '../targets/embedded/requirements.ts';
import type { EmbeddedTarget } from '../targets/embedded/target.ts';
import { defaultNeo4jVersion, neo4jVersions } from '../targets/neo4j/version.ts';
import type { OwnServerStatus } from '../targets/own-server.ts';
import type { Check } from './check.ts';

export interface EmbeddedFacts {
  /** The version that an import uses by default. */
  readonly version: string;
  /** What that version needs and this machine lacks. */
  readonly lack: BulkgenError | undefined;
  readonly servers: readonly EmbeddedServer[];
}

export interface EmbeddedServer {
  readonly version: string;
  /** Whether its jars are in the cache. */
  readonly isProvisioned: boolean;
  /** Absent when the server was never created. */
  readonly status: OwnServerStatus | undefined;
}

export async function probeEmbedded(env: NodeJS.ProcessEnv): Promise<EmbeddedFacts> {
  const { cache, homes } = findFolders({ env });
  const servers: EmbeddedServer[] = [];
  for (const version of neo4jVersions) {
    const target = await findReadable({ version, env });
    const status = target && (await readStatus(target));
    servers.push({ version, isProvisioned: await isProvisioned(cache, version), status });
  }
  const version = await findDefaultVersion(homes, env).catch(() => defaultNeo4jVersion);
  return { version, lack: await findLack(version, { env }), servers };
}

/** A server of another user does not count: the check of its folder says that this user cannot write there. */
async function findReadable(options: FindEmbeddedOptions): Promise<EmbeddedTarget | undefined> {
  return findEmbedded(options).catch(() => undefined);
}

/** One check for each version that has a server or jars, or a single one when none has. */
export function evaluateEmbedded({ servers }: EmbeddedFacts): readonly Check[] {
  const found = servers.filter(({ isProvisioned: hasJars, status }) => hasJars || status);
  if (found.length > 0) return found.map(describeServer);
  return [
    {
      area: 'embedded',
      status: 'warning',
      message: 'There is no embedded Neo4j yet',
      cure: 'Run `bulkgen neo4j start` or `bulkgen import` to create one; both download Neo4j with Maven.',
      facts: { version: null, provisioned: false, running: false, uri: null, home: null },
    },
  ];
}

function describeServer({ version, isProvisioned: provisioned, status }: EmbeddedServer): Check {
  const { running = false, uri = null, home = null } = status ?? {};
  const facts = { version, provisioned, running, uri, home };
  if (!provisioned) {
    const message = `Neo4j ${version} in ${home} is ${running ? 'running' : 'stopped'}, and its jars are missing`;
    const cure = `Download the jars again with \`bulkgen neo4j start --neo4j-version ${version}\`.`;
    return { area: 'embedded', status: 'warning', message, cure, facts };
  }
  const state = status ? (running ? `running at ${uri}` : `stopped, in ${home}`) : 'downloaded, not created yet';
  return { area: 'embedded', status: 'ok', message: `Neo4j ${version}: ${state}`, facts };
}
