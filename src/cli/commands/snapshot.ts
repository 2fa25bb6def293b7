import type { Command } from 'commander';
import { createCommandGroup } from '../command.ts';
import { createSnapshotCommand } from './snapshot/create.ts';
import { listCommand } from './snapshot/list.ts';
import { removeCommand } from './snapshot/remove.ts';
import { restoreCommand } from './snapshot/restore.ts';
import { showCommand } from './snapshot/show.ts';
import { verifySnapshotCommand } from './snapshot/verify.ts';

export function snapshotCommand(): Command {
  return createCommandGroup({
    name: 'snapshot',
    summary: 'pack a finished data set into one file and restore it in seconds',
    description: [
      'Pack a finished data set into one file. Another machine restores the file in seconds, offline, and verifies what it restored.',
      'Refer to a snapshot by its name in your folder of snapshots, or by the path of its file.',
    ],
    commands: [
      createSnapshotCommand(),
      restoreCommand(),
      listCommand(),
      showCommand(),
      verifySnapshotCommand(),
      removeCommand(),
    ],
    examples: ['bulkgen snapshot create demo --scale medium', 'bulkgen snapshot restore demo'],
  });
}
