import type { Command } from 'commander';
import { formatBytes } from '../../../system/format-number.ts';
import { createCommand } from '../../command.ts';
import { formatTable } from '../../output/format.ts';
import { describeCounts, describeForm } from '../../output/snapshot.ts';

export function listCommand(): Command {
  return createCommand({
    name: 'list',
    summary: 'list the snapshots of bulkgen and your own, or those in a folder',
    arguments: { '[dir]': 'folder of snapshots (default: your own, with those that come with bulkgen)' },
    examples: ['bulkgen snapshot list', 'bulkgen snapshot list /mnt/demos'],
    async run({ result }, _options, folder) {
      const [{ listSnapshots }, { ownSnapshots }] = await Promise.all([
        import('../../../snapshot/list-snapshots.ts'),
        import('../../../snapshot/snapshot-store.ts'),
      ]);
      const place = folder ?? ownSnapshots();
      const snapshots = await listSnapshots({ folder });
      const rows = snapshots.map(({ name, bytes, manifest, fault }) => [
        name,
        formatBytes(bytes),
        manifest ? `${describeCounts(manifest)}, ${describeForm(manifest)}` : fault!,
      ]);
      const none = `No snapshots in ${place}. Create one with \`bulkgen snapshot create\`.\n`;
      await result({ folder: place, snapshots }, rows.length > 0 ? formatTable(rows) : none);
    },
  });
}
