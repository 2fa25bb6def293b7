import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { formatBytes } from '../../../system/format-number.ts';
import { createCommand } from '../../command.ts';
import { formatTable } from '../../output/format.ts';
import { formatDump, formatSnapshot } from '../../output/snapshot.ts';

export function verifySnapshotCommand(): Command {
  return createCommand({
    name: 'verify',
    summary: 'read a whole snapshot and verify every file in it, or unpack a dump',
    arguments: { '<snapshot>': 'name or file of the snapshot, or file of the dump' },
    examples: ['bulkgen snapshot verify demo-small'],
    async run({ signal, onProgress, result }, _options, name) {
      const [{ findSnapshot }, { verifySnapshot }, { isDumpFile, verifyDumpFile }] = await Promise.all([
        import('../../../snapshot/snapshot-store.ts'),
        import('../../../snapshot/verify-snapshot.ts'),
        import('../../../snapshot/dump-file.ts'),
      ]);
      const path = findSnapshot(name!);
      if (await isDumpFile(path)) {
        const dump = await verifyDumpFile(path, { signal, onProgress });
        return result({ path, ...dump }, `${formatDump(path, dump)}The dump unpacks without an error.\n`);
      }
      const manifest = await verifySnapshot({ snapshot: path, signal, onProgress });
      const shown = { path, bytes: (await stat(path)).size, manifest };
      const members = formatTable(
        manifest.members.map(({ path: member, bytes, sha256 }) => [member, formatBytes(bytes), sha256]),
      );
      await result(shown, `${formatSnapshot(shown)}${members}Every file is unchanged since it was packed.\n`);
    },
  });
}
