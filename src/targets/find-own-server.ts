import { BulkgenError } from '../errors.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import { findFolders } from '../system/own-folders.ts';
import { requireCompose } from './docker/compose/command.ts';
import { findComposeServer, openComposeServer } from './docker/compose/own-server.ts';
import { readDaemon } from './docker/daemon.ts';
import { findInstallation } from './embedded/installation.ts';
import { findEmbedded, openEmbedded } from './embedded/open.ts';
import { createEmbeddedServer } from './embedded/own-server.ts';
import { readMavenVersion } from './embedded/run-maven.ts';
import { findJava } from './java/find-java.ts';
import type { AskedPorts } from './neo4j/choose-ports.ts';
import { defaultNeo4jVersion } from './neo4j/version.ts';
import type { OwnServer } from './own-server.ts';

export interface OwnServerOptions extends AskedPorts {
  readonly kind: 'embedded' | 'docker';
  /** Of an embedded one; the image of one in Docker is compose.yaml's. */
  readonly version?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Which kind of server can be made here: the one that is there already, else an embedded one where there is Java and Maven, or
 * the jars, else one in Docker. Throws `nothing-can-import` where there is neither.
 */
export async function chooseOwnKind({
  version,
  env = process.env,
  signal,
}: Omit<OwnServerOptions, 'kind'>): Promise<OwnServerOptions['kind']> {
  if (version !== undefined || (await findEmbedded({ env }))) return 'embedded';
  const can = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      (answer) => answer !== undefined,
      () => false,
    );
  if (await can(findComposeServer({ env }))) return 'docker';
  const java = await findJava(defaultNeo4jVersion, { env }).catch(() => undefined);
  const { cache } = findFolders({ env });
  const hasJars = java && (await findInstallation(cache, defaultNeo4jVersion, java));
  if (java && (hasJars || (await can(readMavenVersion({ java, env, signal }))))) return 'embedded';
  if (await can(requireCompose({ env, signal }).then(() => readDaemon({ env, signal })))) return 'docker';
  throw new BulkgenError(
    'nothing-can-import',
    'Expected Java and Maven, or Docker, to run a Neo4j by, and found neither',
    {
      hint: '`bulkgen doctor` tells what is missing and how to get it.',
    },
  );
}

/** The server, running or not; what is missing of it is fetched and made. */
export async function openOwnServer(options: OwnServerOptions): Promise<OwnServer> {
  refuseVersion(options);
  if (options.kind === 'docker') return openComposeServer(options);
  return createEmbeddedServer(await openEmbedded(options), options.env);
}

/** The server that is there. Throws `neo4j-missing` when there is none. */
export async function findOwnServer(options: OwnServerOptions): Promise<OwnServer> {
  refuseVersion(options);
  if (options.kind === 'docker') {
    const server = await findComposeServer(options);
    if (server) return server;
    throw new BulkgenError('neo4j-missing', 'Docker has no Neo4j yet that bulkgen started', {
      hint: 'Make one with `bulkgen neo4j start --target docker`.',
    });
  }
  const target = await findEmbedded(options);
  if (target) return createEmbeddedServer(target, options.env);
  const which = options.version === undefined ? 'no embedded Neo4j' : `no embedded Neo4j ${options.version}`;
  throw new BulkgenError('neo4j-missing', `There is ${which} on this machine yet`, {
    hint: 'Make one with `bulkgen neo4j start` or `bulkgen import`.',
  });
}

function refuseVersion({ kind, version }: OwnServerOptions): void {
  if (kind !== 'docker' || version === undefined) return;
  throw new BulkgenError('invalid-option', 'Expected --target docker or --neo4j-version, got both', {
    hint: 'The version of a Neo4j in Docker is that of its image: set BULKGEN_IMAGE.',
  });
}
