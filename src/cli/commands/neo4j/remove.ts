import { type Command, Option } from 'commander';
import { BulkgenError } from '../../../errors.ts';
import { createCommand } from '../../command.ts';
import type { CommandContext } from '../../context.ts';
import { type OwnServerChoice, ownServerOptions, removeServer } from '../../options/own-server.ts';

interface RemoveOptions extends OwnServerChoice {
  readonly force?: boolean;
  readonly all?: boolean;
}

export function removeCommand(): Command {
  return createCommand<RemoveOptions>({
    name: 'remove',
    summary: 'remove the server with its databases and users',
    description: [
      'Remove the server with its databases and users. Without --force, bulkgen refuses to remove a database that was changed after bulkgen filled it, or an empty one with constraints or indexes.',
    ],
    options: [
      ...ownServerOptions(),
      new Option('--force', 'stop a running server first; also remove data that bulkgen did not make'),
      new Option('--all', 'also remove the downloaded jars or image'),
    ],
    examples: ['bulkgen neo4j remove --force', 'bulkgen neo4j remove --target docker'],
    async run(context, { target: kind, neo4jVersion: version, force = false, all = false }) {
      const { findOwnServer } = await import('../../../targets/find-own-server.ts');
      const server = await findOwnServer({ kind, version }).catch((error: unknown) => {
        const isMissing = error instanceof BulkgenError && error.code === 'neo4j-missing';
        if (!(isMissing && all && kind === 'embedded')) throw error;
      });
      await (server ? removeServer(context, server, { force, all }) : removeOnlyJars(context, version));
    },
  });
}

/** The server itself may be gone already, by `bulkgen demo --clean`. */
async function removeOnlyJars({ result }: CommandContext, version: string | undefined): Promise<void> {
  const { removeJars } = await import('../../../targets/embedded/remove-jars.ts');
  const folders = await removeJars({ version });
  const text = folders.length === 0 ? 'There is no embedded Neo4j, and no jars' : `Removed ${folders.join(' and ')}`;
  await result({ removed: folders.join(' and ') || null }, `${text}\n`);
}
