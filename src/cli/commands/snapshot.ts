import { Command } from 'commander';
import { createSnapshotCommand } from './snapshot/create.ts';
import { listCommand } from './snapshot/list.ts';
import { removeCommand } from './snapshot/remove.ts';
import { restoreCommand } from './snapshot/restore.ts';
import { showCommand } from './snapshot/show.ts';
import { verifySnapshotCommand } from './snapshot/verify.ts';

export function snapshotCommand(): Command {
  return new Command('snapshot')
    .summary('pack a finished data set into one file, and restore it in seconds')
    .description(
      `Packs a finished data set into one file, which is restored in seconds on another machine, offline, and proven to be
what was packed. A snapshot is named, and then kept in a folder of your own, or given by its path.`,
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ bulkgen snapshot create demo --scale medium\n  $ bulkgen snapshot restore demo\n',
    )
    .addCommand(createSnapshotCommand())
    .addCommand(restoreCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(verifySnapshotCommand())
    .addCommand(removeCommand());
}
