import { type Command, Option } from 'commander';
import type { Recovery } from '../../replacement/recover.ts';
import { createCommand } from '../command.ts';
import { databaseOption, readDatabase, readGiven } from '../options/connection.ts';
import { loginOptions, openExistingTarget, type TargetChoice, targetOptions } from '../options/target.ts';

interface RecoverOptions extends TargetChoice {
  readonly database?: string;
  readonly previous?: boolean;
  readonly dropPrevious?: boolean;
}

export function recoverCommand(): Command {
  return createCommand<RecoverOptions>({
    name: 'recover',
    summary: 'finish or undo an import that was killed; go back to the store before',
    description: `Finishes or undoes an import that was killed: the database is then the imported one, proven, or the one from before,
and a server that ran runs again. Does nothing where nothing was interrupted, and can be repeated.`,
    options: [
      ...targetOptions(),
      databaseOption(),
      ...loginOptions(),
      new Option('--previous', 'go back to the store that `import --keep-previous` kept, and keep the other').conflicts(
        'dropPrevious',
      ),
      new Option('--drop-previous', 'remove the store that `import --keep-previous` kept'),
    ],
    examples: ['bulkgen recover', 'bulkgen recover --container neo4j', 'bulkgen recover --previous'],
    async run({ signal, onProgress, note, result }, options) {
      const { target, reason } = await openExistingTarget(options, await readGiven(options), signal);
      note(`Target ${target.description} (${reason})`);
      const database = readDatabase(options);
      if (options.previous || options.dropPrevious) {
        const { dropPrevious, returnToPrevious } = await import('../../replacement/previous.ts');
        if (options.previous) await returnToPrevious({ target, database, signal, onProgress });
        else await dropPrevious({ target, database });
        const outcome = options.previous ? 'returned' : 'dropped';
        await result({ target: target.description, database, outcome }, sayPrevious[outcome]);
        return;
      }
      const { recoverImport } = await import('../../replacement/recover.ts');
      const recovery = await recoverImport({ target, database });
      await result({ target: target.description, database, ...recovery }, `${sayRecovery(recovery)}\n`);
    },
  });
}

const sayPrevious = {
  returned: 'The store from before the import is live again, and the imported one is kept.\n',
  dropped: 'The store from before the import is removed.\n',
} as const;

/** What was done about an import that was killed, in a sentence. */
export function sayRecovery({ outcome, step, startedAt, aside }: Recovery): string {
  if (outcome === 'nothing') return 'No import was interrupted here.';
  const what =
    outcome === 'undone' ? 'the database from before it is back' : 'its database had been proven and is now final';
  const made = aside.length === 0 ? '' : ` A store that somebody made meanwhile is now in ${aside.join(' and ')}.`;
  return `An import of ${startedAt} was killed at its step \`${step}\`: ${what}.${made}`;
}
