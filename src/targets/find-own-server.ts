import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { findFolders } from '../system/own-folders.ts';
import type { DockerCall } from './docker/command.ts';
import { requireCompose } from './docker/compose/command.ts';
import { findComposeServer, openComposeServer } from './docker/compose/own-server.ts';
import { readDaemon } from './docker/daemon.ts';
import { findDefaultVersion, findEmbedded, openEmbedded } from './embedded/open.ts';
import { createEmbeddedServer } from './embedded/own-server.ts';
import { findLack } from './embedded/requirements.ts';
import type { AskedPorts } from './neo4j/choose-ports.ts';
import type { OwnServer } from './own-server.ts';

export interface OwnServerOptions extends AskedPorts {
  readonly kind: 'embedded' | 'docker';
  /** Version of an embedded server. A server in Docker has the version of its image. */
  readonly version?: string | undefined;
  /** Install the load procedure in an embedded server. */
  readonly loadProcedure?: boolean;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * The kind of server that this machine can run: that of the server that exists, else embedded where nothing is missing for it,
 * else docker. Throws what the embedded server lacks when it can run neither.
 */
export async function chooseOwnKind({
  version,
  env = process.env,
  signal,
}: Omit<OwnServerOptions, 'kind'>): Promise<OwnServerOptions['kind']> {
  if (version !== undefined || (await findEmbedded({ env }))) return 'embedded';
  if (await findComposeServer({ env }).catch(() => undefined)) return 'docker';
  const lack = await findLack(await findDefaultVersion(findFolders({ env }).homes, env), { env });
  if (!lack) return 'embedded';
  const docker = await findDockerProblem({ env, signal });
  if (!docker) return 'docker';
  throw new BulkgenError(lack.code, lack.message, { hint: `${lack.hint} ${docker}`, cause: lack.cause });
}

/** What to do so that Docker can run the server; undefined when it can. */
async function findDockerProblem(call: DockerCall): Promise<string | undefined> {
  const daemon = await readDaemon(call).catch(() => undefined);
  throwIfAborted(call.signal);
  if (!daemon) return 'Or install Docker.';
  const problem = daemon.refusal ?? (await requireCompose(call).catch((error: unknown) => error));
  if (problem === undefined) return undefined;
  const hint = (problem instanceof BulkgenError && problem.hint) || 'Repair Docker.';
  return `Or ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`;
}

/** Opens the server, running or stopped. Downloads and creates what is missing. */
export async function openOwnServer(options: OwnServerOptions): Promise<OwnServer> {
  refuseVersion(options);
  refuseProcedure(options);
  if (options.kind === 'docker') return openComposeServer(options);
  const { kind: _kind, ...embedded } = options;
  return createEmbeddedServer(await openEmbedded(embedded), options.env);
}

/** Finds the server that exists. Throws `neo4j-missing` when there is none. */
export async function findOwnServer(options: OwnServerOptions): Promise<OwnServer> {
  refuseVersion(options);
  if (options.kind === 'docker') {
    const server = await findComposeServer(options);
    if (server) return server;
    throw new BulkgenError('neo4j-missing', 'There is no Neo4j in Docker yet that bulkgen created', {
      hint: 'Create one with `bulkgen neo4j start --target docker`.',
    });
  }
  const { version, env } = options;
  const target = await findEmbedded({ version, env });
  if (target) return createEmbeddedServer(target, env);
  const name = version === undefined ? 'embedded Neo4j' : `embedded Neo4j ${version}`;
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

function refuseProcedure({ kind, loadProcedure = false }: OwnServerOptions): void {
  if (kind !== 'docker' || !loadProcedure) return;
  throw new BulkgenError('invalid-option', 'Expected --target docker or --with load-procedure, got both', {
    hint: 'Leave out --target docker: bulkgen installs the load procedure in an embedded server.',
  });
}
