import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { formatBytes } from '../../../system/format-number.ts';
import { createCommand } from '../../command.ts';
import { formatTable } from '../../output/format.ts';
import { formatSnapshot } from '../../output/snapshot.ts';

export function verifySnapshotCommand(): Command {
  return createCommand({
    name: 'verify',
    summary: 'read a whole snapshot and verify every file in it',
    arguments: { '<snapshot>': 'name or file of the snapshot' },
    examples: ['bulkgen snapshot verify demo-small'],
    async run({ signal, onProgress, result }, _options, name) {
      const [{ findSnapshot }, { verifySnapshot }] = await Promise.all([
        import('../../../snapshot/snapshot-store.ts'),
        import('../../../snapshot/verify-snapshot.ts'),
      ]);
      const path = findSnapshot(name!);
      const manifest = await verifySnapshot({ snapshot: path, signal, onProgress });
      const shown = { path, bytes: (await stat(path)).size, manifest };
      const members = formatTable(
        manifest.members.map(({ path: member, bytes, sha256 }) => [member, formatBytes(bytes), sha256]),
      );
      await result(shown, `${formatSnapshot(shown)}${members}Every file is unchanged since it was packed.\n`);
    },
  });
}
