import { type Command, Option } from 'commander';
import { createCommand } from '../../command.ts';
import { type OwnServerChoice, ownServerOptions } from '../../options/own-server.ts';

interface RemoveOptions extends OwnServerChoice {
  readonly force?: boolean;
  readonly all?: boolean;
}

export function removeCommand(): Command {
  return createCommand<RemoveOptions>({
    name: 'remove',
    summary: 'remove the server and its databases',
    options: [
      ...ownServerOptions(),
      new Option('--force', 'stop a running server first'),
      new Option('--all', 'also remove the downloaded jars or image'),
    ],
    examples: ['bulkgen neo4j remove --force', 'bulkgen neo4j remove --target docker'],
    async run({ result }, { target: kind, neo4jVersion: version, force = false, all = false }) {
      const { findOwnServer } = await import('../../../targets/find-own-server.ts');
      const server = await findOwnServer({ kind, version });
      await server.remove({ force, all });
      await result({ removed: server.place }, `Removed ${server.name} and its databases from ${server.place}\n`);
    },
  });
}
