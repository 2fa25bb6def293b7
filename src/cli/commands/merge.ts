import type { Command } from 'commander';
import { formatBytes, formatQuantity } from '../../system/format-number.ts';
import { quotePath } from '../../system/quote-word.ts';
import { createCommand } from '../command.ts';
import { explainInterruption, unchanged } from '../explain-interruption.ts';
import { exportModelOption, loadModelOfShards, type ModelChoice } from '../options/model.ts';

export function mergeCommand(): Command {
  return createCommand<ModelChoice>({
    name: 'merge',
    summary: 'make one export of the shards in a folder',
    description: [
      'Make one export of the shards that `bulkgen export --shard` wrote to a folder. The files are those of an export without shards, byte for byte.',
      'When files are missing, the exit code is 3, and bulkgen lists the shards to write. You can repeat it safely.',
    ],
    arguments: { '[dir]': 'folder of the shards (default: import)' },
    options: [exportModelOption()],
    examples: ['bulkgen merge /mnt/estate'],
    async run(context, options, folder = 'import') {
      await loadModelOfShards(context, options, folder);
      const [{ mergeShards }, { nounOf }] = await Promise.all([
        import('../../export/shards/merge-shards.ts'),
        import('../../model-loader/known-models.ts'),
      ]);
      const { signal } = context;
      const { manifest, upToDate } = await explainInterruption(signal, unchanged.folder(folder), () =>
        mergeShards({ folder, signal }),
      );
      const { totals, model } = manifest;
      const content = `${formatQuantity(totals.nodes, nounOf(model))} and ${formatQuantity(totals.relationships, 'relationships')}, ${formatBytes(totals.bytes)}`;
      const outcome = upToDate ? `Up to date: ${folder} is merged and has` : `Merged the shards in ${folder}:`;
      const next = `Next: bulkgen import${folder === 'import' ? '' : ` ${quotePath(folder)}`}`;
      await context.result({ folder, ...totals, upToDate }, `${outcome} ${content}\n${next}\n`);
    },
  });
}
