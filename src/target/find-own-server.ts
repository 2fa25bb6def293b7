import { BulkgenError } from '../errors.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import type { AskedPorts } from './choose-ports.ts';
import { findComposeServer, openComposeServer } from './docker/compose-server.ts';
import { createEmbeddedServer } from './embedded/own-server.ts';
import { findEmbedded, openEmbedded } from './embedded.ts';
import type { OwnServer } from './own-server.ts';

export interface OwnServerOptions extends AskedPorts {
  readonly kind: 'embedded' | 'docker';
  /** Of an embedded one; the image of one in Docker is compose.yaml's. */
  readonly version?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
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
