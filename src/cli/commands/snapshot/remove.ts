import type { Command } from 'commander';
import { createCommand } from '../../command.ts';

export function removeCommand(): Command {
  return createCommand({
    name: 'remove',
    summary: 'remove a snapshot',
    arguments: { '<snapshot>': 'name or file of the snapshot' },
    examples: ['bulkgen snapshot remove estate'],
    async run({ result }, _options, name) {
      const { removeSnapshot } = await import('../../../snapshot/remove-snapshot.ts');
      const path = await removeSnapshot({ snapshot: name! });
      await result({ path }, `Removed ${path}\n`);
    },
  });
}
