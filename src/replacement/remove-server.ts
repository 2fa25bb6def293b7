import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import { formatQuantity } from '../system/format-number.ts';
import { createEmbeddedServer } from '../targets/embedded/own-server.ts';
import type { EmbeddedTarget } from '../targets/embedded/target.ts';
import type { OwnServer, RemoveOptions } from '../targets/own-server.ts';
import { refuseUserData } from './filled-store.ts';

/** How to remove an embedded server. */
export interface RemoveEmbeddedOptions extends Partial<RemoveOptions> {
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Stops the search for data that bulkgen did not make. Nothing was removed then. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Removes an embedded server with its databases, users, settings and logs. Without `force` it throws `neo4j-running` for a running
 * server, `foreign-folder` for one whose folder holds files of the user, and `database-not-empty` for one with data that bulkgen
 * did not make. Throws `import-running` during an import.
 */
export async function removeEmbedded(target: EmbeddedTarget, options: RemoveEmbeddedOptions = {}): Promise<void> {
  checkOptions('removeEmbedded', options, { force: 'boolean', all: 'boolean', env: 'any', signal: 'signal' });
  const { force = false, all = false, env = process.env, signal } = options;
  await removeOwnServer(createEmbeddedServer(target, env), { force, all, signal });
}

interface RemoveOwnOptions extends RemoveOptions {
  /** Stop a running server first. Default: `force`. */
  readonly stopsServer?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Removes a server, unless it holds data that bulkgen did not make. With `force` it removes it whatever it holds. */
export async function removeOwnServer(
  server: OwnServer,
  { force, all, stopsServer = force, signal }: RemoveOwnOptions,
): Promise<void> {
  if (!stopsServer) await server.assertStopped();
  if (!force) {
    await refuseUserFiles(server);
    const target = await server.openTarget();
    await target.runExclusively(() => refuseUserData(target, signal));
  }
  await server.remove({ force: stopsServer, all });
}

/** Databases are not all that a user may have put into a server. */
async function refuseUserFiles({ name, findUserFiles }: OwnServer): Promise<void> {
  const [first, ...others] = (await findUserFiles?.()) ?? [];
  if (first === undefined) return;
  const othersText = others.length === 0 ? '' : ` and ${formatQuantity(others.length, 'other files')}`;
  throw new BulkgenError(
    'foreign-folder',
    `Expected the folder of ${name} to hold no files of yours, found ${first}${othersText}`,
    {
      hint: 'Move the files to another place, or add --force to delete them. Nothing was changed.',
    },
  );
}
