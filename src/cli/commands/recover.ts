import { type Command, Option } from 'commander';
import { createCommand } from '../command.ts';
import { databaseOption, readDatabase } from '../options/connection.ts';
import { loginOptions, openExistingTarget, type TargetChoice, targetOptions } from '../options/target.ts';
import { describeRecovery } from '../output/import.ts';

interface RecoverOptions extends TargetChoice {
  readonly database?: string;
  readonly previous?: boolean;
  readonly dropPrevious?: boolean;
}

export function recoverCommand(): Command {
  return createCommand<RecoverOptions>({
    name: 'recover',
    summary: 'finish or undo a killed import; return to the previous store',
    description: [
      'Finish or undo a killed import. Afterwards the database is either the imported and verified one, or the one from before the import. bulkgen restarts a server that was running.',
      'Without an interrupted import, `bulkgen recover` changes nothing. You can repeat it safely.',
    ],
    options: [
      ...targetOptions(),
      databaseOption(),
      ...loginOptions(),
      new Option(
        '--previous',
        'return to the store that `import --keep-previous` kept; keep the current store in its place',
      ).conflicts('dropPrevious'),
      new Option('--drop-previous', 'remove the store that `import --keep-previous` kept'),
    ],
    examples: ['bulkgen recover', 'bulkgen recover --container neo4j', 'bulkgen recover --previous'],
    async run(context, options) {
      const { signal, onProgress, result } = context;
      const target = await openExistingTarget(options, context);
      const database = readDatabase(options);
      if (options.previous || options.dropPrevious) {
        const { dropPrevious, returnToPrevious } = await import('../../replacement/previous.ts');
        if (options.previous) await returnToPrevious({ target, database, signal, onProgress });
        else await dropPrevious({ target, database });
        const outcome = options.previous ? 'returned' : 'dropped';
        await result({ target: target.description, database, outcome }, previousOutcomes[outcome]);
        return;
      }
      const { recoverImport } = await import('../../replacement/recover.ts');
      const recovery = await recoverImport({ target, database });
      await result({ target: target.description, database, ...recovery }, `${describeRecovery(recovery)}\n`);
    },
  });
}

const previousOutcomes = {
  returned: 'The previous store is live again, and the store that it replaced is kept.\n',
  dropped: 'Removed the previous store.\n',
} as const;
