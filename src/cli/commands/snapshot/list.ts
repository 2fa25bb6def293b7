import type { Command } from 'commander';
import { formatBytes } from '../../../system/format-bytes.ts';
import { createCommand } from '../../command.ts';
import { formatTable } from '../../output/format.ts';
import { sayCounts, sayForm } from '../../output/snapshot.ts';

export function listCommand(): Command {
  return createCommand({
    name: 'list',
    summary: 'list the snapshots that come with bulkgen and your own, or those of a folder',
    arguments: { '[dir]': 'another folder of snapshots' },
    examples: ['bulkgen snapshot list', 'bulkgen snapshot list /mnt/demos'],
    async run({ result }, _options, folder) {
      const { listOwnSnapshots, listSnapshots, ownSnapshots } = await import('../../../snapshot/snapshot-store.ts');
      const place = folder ?? ownSnapshots();
      const snapshots = await (folder === undefined ? listOwnSnapshots() : listSnapshots(folder));
      const rows = snapshots.map(({ name, bytes, manifest, fault }) => [
        name,
        formatBytes(bytes),
        manifest ? `${sayCounts(manifest)}, ${sayForm(manifest)}` : fault!,
      ]);
      const told =
        rows.length > 0 ? formatTable(rows) : `No snapshots in ${place}: make one with \`bulkgen snapshot create\`.\n`;
      await result({ folder: place, snapshots }, told);
    },
  });
}
