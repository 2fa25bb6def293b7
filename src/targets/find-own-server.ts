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
  /** Version of an embedded server. A server in Docker has the version of its image. */
  readonly version?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * The kind of server that this machine can run: that of the server that exists, else embedded where there are Java and Maven or
 * the jars, else docker. Throws `nothing-can-import` when it can run neither.
 */
export async function chooseOwnKind({
  version,
  env = process.env,
  signal,
}: Omit<OwnServerOptions, 'kind'>): Promise<OwnServerOptions['kind']> {
  if (version !== undefined || (await findEmbedded({ env }))) return 'embedded';
  const succeeds = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      (result) => result !== undefined,
      () => false,
    );
  if (await succeeds(findComposeServer({ env }))) return 'docker';
  const java = await findJava(defaultNeo4jVersion, { env }).catch(() => undefined);
  const { cache } = findFolders({ env });
  const hasJars = java && (await findInstallation(cache, defaultNeo4jVersion, java));
  if (java && (hasJars || (await succeeds(readMavenVersion({ java, env, signal }))))) return 'embedded';
  if (await succeeds(requireCompose({ env, signal }).then(() => readDaemon({ env, signal })))) return 'docker';
  throw new BulkgenError('nothing-can-import', 'Expected Java and Maven, or Docker, to run Neo4j with, found neither', {
    hint: 'Run `bulkgen doctor` to see what is missing and how to install it.',
  });
}

/** Opens the server, running or stopped. Downloads and creates what is missing. */
export async function openOwnServer(options: OwnServerOptions): Promise<OwnServer> {
  refuseVersion(options);
  if (options.kind === 'docker') return openComposeServer(options);
  return createEmbeddedServer(await openEmbedded(options), options.env);
}

/** Finds the server that exists. Throws `neo4j-missing` when there is none. */
export async function findOwnServer(options: OwnServerOptions): Promise<OwnServer> {
  refuseVersion(options);
  if (options.kind === 'docker') {
    const server = await findComposeServer(options);
    if (server) return server;
    throw new BulkgenError('neo4j-missing', 'Docker has no Neo4j yet that bulkgen created', {
      hint: 'Create one with `bulkgen neo4j start --target docker`.',
    });
  }
  const target = await findEmbedded(options);
  if (target) return createEmbeddedServer(target, options.env);
  const name = options.version === undefined ? 'embedded Neo4j' : `embedded Neo4j ${options.version}`;
  throw new BulkgenError('neo4j-missing', `There is no ${name} on this machine yet`, {
    hint: 'Create one with `bulkgen neo4j start` or `bulkgen import`.',
  });
}

function refuseVersion({ kind, version }: OwnServerOptions): void {
  if (kind !== 'docker' || version === undefined) return;
  throw new BulkgenError('invalid-option', 'Expected --target docker or --neo4j-version, got both', {
    hint: 'Set BULKGEN_IMAGE to choose the version of a Neo4j in Docker.',
  });
}
