import type { Command } from 'commander';
import { createCommand } from '../../command.ts';
import { type OwnServerChoice, ownServerOptions } from '../../options/own-server.ts';

export function stopCommand(): Command {
  return createCommand<OwnServerChoice>({
    name: 'stop',
    summary: 'stop the server gracefully',
    options: ownServerOptions(),
    examples: ['bulkgen neo4j stop', 'bulkgen neo4j stop --target docker'],
    async run({ result }, { target: kind, neo4jVersion: version }) {
      const { findOwnServer } = await import('../../../targets/find-own-server.ts');
      const server = await findOwnServer({ kind, version });
      const { running } = await server.readStatus();
      await server.stop();
      await result({ stopped: running }, running ? `Stopped ${server.name}\n` : `${server.name} was not running\n`);
    },
  });
}
