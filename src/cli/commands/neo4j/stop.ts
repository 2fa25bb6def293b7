import type { Command } from 'commander';
import { createCommand } from '../../command.ts';
import { type OwnServerChoice, ownServerOptions } from '../../options/own-server.ts';

export function stopCommand(): Command {
  return createCommand<OwnServerChoice>({
    name: 'stop',
    summary: 'stop the server gracefully',
    description: [
      'Stop the server gracefully. After the third start of an embedded server or later, bulkgen also creates class archives once, with which Neo4j starts faster. Ctrl-C skips this. bulkgen does not create them where the variable CI is set.',
    ],
    options: ownServerOptions(),
    examples: ['bulkgen neo4j stop', 'bulkgen neo4j stop --target docker'],
    async run({ signal, onProgress, result }, { target: kind, neo4jVersion: version }) {
      const { findOwnServer } = await import('../../../targets/find-own-server.ts');
      const server = await findOwnServer({ kind, version });
      const { running } = await server.readStatus();
      await server.stop();
      await result({ stopped: running }, running ? `Stopped ${server.name}\n` : `${server.name} was not running\n`);
      // On a build server, no start follows.
      if (running && !process.env['CI']) await server.speedUpStarts?.({ signal, onProgress });
    },
  });
}
