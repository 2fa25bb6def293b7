import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { createCommand } from '../../command.ts';
import { formatSnapshot } from '../../output/snapshot.ts';

export function showCommand(): Command {
  return createCommand({
    name: 'show',
    summary: 'print the contents of a snapshot from its manifest',
    arguments: { '<snapshot>': 'name or file of the snapshot' },
    examples: ['bulkgen snapshot show demo-small', 'bulkgen snapshot show ./estate.tar.zst --json'],
    async run({ result }, _options, name) {
      const [{ findSnapshot }, { readSnapshotManifest }] = await Promise.all([
        import('../../../snapshot/snapshot-store.ts'),
        import('../../../snapshot/read-snapshot.ts'),
      ]);
      const path = findSnapshot(name!);
      const manifest = await readSnapshotManifest({ snapshot: path });
      const shown = { path, bytes: (await stat(path)).size, manifest };
      await result(shown, formatSnapshot(shown));
    },
  });
}
