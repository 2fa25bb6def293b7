import type { Command } from 'commander';
import { createCommand } from '../../command.ts';
import { describeStatus, type OwnServerChoice, ownServerOptions } from '../../options/own-server.ts';

export function statusCommand(): Command {
  return createCommand<OwnServerChoice>({
    name: 'status',
    summary: 'print whether and where the server runs, and how to log in',
    options: ownServerOptions(),
    examples: ['bulkgen neo4j status', 'bulkgen neo4j status --json'],
    async run({ result }, { target: kind, neo4jVersion: version }) {
      const [{ findOwnServer }, { isInterrupted }] = await Promise.all([
        import('../../../targets/find-own-server.ts'),
        import('../../../replacement/recover.ts'),
      ]);
      const server = await findOwnServer({ kind, version });
      const [status, target] = await Promise.all([server.readStatus(), server.openTarget()]);
      const importUnfinished = await isInterrupted({ target });
      const unfinished = importUnfinished ? describeUnfinished(kind) : '';
      await result({ ...status, importUnfinished }, describeStatus(status) + unfinished);
    },
  });
}

function describeUnfinished(kind: OwnServerChoice['target']): string {
  const command = `bulkgen neo4j start${kind === 'docker' ? ' --target docker' : ''}`;
  return `An import or a dump is running or was killed. After a kill, \`${command}\` brings back the database from before it.\n`;
}
