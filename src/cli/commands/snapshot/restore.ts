import type { Command } from 'commander';
import type { RestoreSnapshotOptions } from '../../../snapshot/restore-snapshot.ts';
import { createCommand } from '../../command.ts';
import { explainInterruption, unchanged } from '../../explain-interruption.ts';
import { exportModelOption, loadModelOf, type ModelChoice } from '../../options/model.ts';
import { type ReplacementChoice, readReplacement, replacementOptions } from '../../options/replacement.ts';
import { openTarget } from '../../options/target.ts';
import { describeServer, formatImport } from '../../output/import.ts';
import { printPlan } from '../../output/plan.ts';

export function restoreCommand(): Command {
  return createCommand<ReplacementChoice & ModelChoice>({
    name: 'restore',
    summary: 'restore a snapshot, or a dump of neo4j-admin, into Neo4j',
    description: [
      'Restore a snapshot. bulkgen verifies the file, loads the dump into a staging store while the server keeps running, stops the server, swaps the stores, starts the server and verifies every count. If a step fails, bulkgen brings back the previous database.',
      'A dump that `neo4j-admin database dump` wrote is restored the same way. It records no counts, so bulkgen reports those of the restored database.',
      'For a recipe, or for a dump of a newer Neo4j than the target has, bulkgen imports the same graph instead.',
    ],
    arguments: { '<snapshot>': 'name or file of the snapshot, or file of the dump' },
    options: [exportModelOption(), ...replacementOptions()],
    examples: [
      'bulkgen snapshot restore demo-small',
      'bulkgen snapshot restore demo-small --dry-run',
      'bulkgen snapshot restore /backups/neo4j.dump --keep-previous --live',
      'bulkgen snapshot restore ./estate.tar.zst --container neo4j --force --full',
    ],
    async run(context, options, name) {
      const [{ findSnapshot }, { readRestorable }, { planRestore, restoreSnapshot }] = await Promise.all([
        import('../../../snapshot/snapshot-store.ts'),
        import('../../../snapshot/read-restorable.ts'),
        import('../../../snapshot/restore-snapshot.ts'),
      ]);
      const path = findSnapshot(name!);
      const found = await readRestorable(path); // refuse a damaged snapshot before a server is provisioned
      const manifest = found.kind === 'snapshot' ? found.manifest.export : undefined;
      await loadModelOf(context, options, { manifest, place: path });
      const target = await openTarget(options, context);
      const settings = readReplacement(options, context);
      const work: RestoreSnapshotOptions = { snapshot: path, target, ...settings, onNote: context.note };
      if (options.dryRun) {
        const { manifest: _manifest, ...plan } = await planRestore(work);
        return printPlan(context, plan, work);
      }
      const startedAt = performance.now();
      const restore = () => restoreSnapshot(work);
      const restored = await explainInterruption(context.signal, unchanged.database, restore);
      const seconds = (performance.now() - startedAt) / 1000;
      const { manifest: _manifest, ...outcome } = restored;
      await context.result(
        { target: target.description, ...outcome, totalSeconds: seconds },
        formatImport('Restored', restored, seconds, await describeServer(target, restored)),
      );
    },
  });
}
