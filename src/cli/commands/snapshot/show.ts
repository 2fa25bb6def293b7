import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { createCommand } from '../../command.ts';
import { exportModelOption, loadModelOf, type ModelChoice } from '../../options/model.ts';
import { formatDump, formatQuestions, formatSnapshot } from '../../output/snapshot.ts';

export function showCommand(): Command {
  return createCommand<ModelChoice>({
    name: 'show',
    summary: 'print the contents of a snapshot from its manifest, or the format of a dump',
    arguments: { '<snapshot>': 'name or file of the snapshot, or file of the dump' },
    options: [exportModelOption()],
    examples: ['bulkgen snapshot show demo-small', 'bulkgen snapshot show ./estate.tar.zst --json'],
    async run(context, options, name) {
      const { result } = context;
      const [{ findSnapshot }, { readRestorable }, { listQuestions }] = await Promise.all([
        import('../../../snapshot/snapshot-store.ts'),
        import('../../../snapshot/read-restorable.ts'),
        import('../../../snapshot/questions.ts'),
      ]);
      const path = findSnapshot(name!);
      const file = await readRestorable(path);
      if (file.kind === 'dump') return result({ path, ...file.dump }, formatDump(path, file.dump));
      const { manifest } = file;
      await loadModelOf(context, options, { manifest: manifest.export, place: path });
      const questions = listQuestions(manifest);
      const shown = { path, bytes: (await stat(path)).size, manifest, questions };
      await result(shown, formatSnapshot(shown) + formatQuestions(questions));
    },
  });
}
