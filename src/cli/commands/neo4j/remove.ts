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
    summary: 'remove it with its databases',
    options: [
      ...ownServerOptions(),
      new Option('--force', 'stop it first when it is running'),
      new Option('--all', 'remove what was fetched for it too: jars or image'),
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
