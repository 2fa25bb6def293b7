import { type Command, Option } from 'commander';
import type { RestoreSnapshotOptions } from '../../../snapshot/restore-snapshot.ts';
import { createCommand } from '../../command.ts';
import { databaseOption, readDatabase } from '../../options/connection.ts';
import { loginOptions, openTarget, type TargetChoice, targetOptions } from '../../options/target.ts';
import { readDuration } from '../../options/values.ts';
import { formatImport, sayState } from '../../output/import.ts';
import { printPlan } from '../../output/plan.ts';
import { sayRecovery } from '../recover.ts';

interface RestoreOptions extends TargetChoice {
  readonly database?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly full?: boolean;
  readonly keepPrevious?: boolean;
  readonly timeout?: number;
}

export function restoreCommand(): Command {
  return createCommand<RestoreOptions>({
    name: 'restore',
    summary: 'restore a snapshot into Neo4j, safely',
    description: `Restores a snapshot: proves its file, loads the dump into a staging store while the server goes on, stops the server, swaps
the stores, starts it and counts everything. Whatever fails, the database that was there is back, as after a failed import. A
recipe, and a dump of a newer Neo4j than this, are restored by an import of the same graph.`,
    arguments: { '<snapshot>': 'its name, or its file' },
    options: [
      ...targetOptions(),
      databaseOption(),
      ...loginOptions(),
      new Option('--force', 'replace a database that holds nodes'),
      new Option('--dry-run', 'print what would be done, and what would make it fail; touch nothing'),
      new Option('--check', "run neo4j-admin's consistency check on the new store first"),
      new Option('--full', 'prove every row in the end, not samples alone'),
      new Option('--keep-previous', 'keep the store that was there, for `bulkgen recover --previous`'),
      new Option('--timeout <time>', 'give up when a step takes longer: 90s, 30m, 2h (default: never)').argParser(
        readDuration,
      ),
    ],
    examples: [
      'bulkgen snapshot restore demo-small',
      'bulkgen snapshot restore demo-small --dry-run',
      'bulkgen snapshot restore ./estate.tar.zst --container neo4j --force --full',
    ],
    async run(context, options, name) {
      const { signal, onProgress, note } = context;
      const [{ findSnapshot }, { readSnapshotManifest }, { planRestore, restoreSnapshot }] = await Promise.all([
        import('../../../snapshot/snapshot-store.ts'),
        import('../../../snapshot/read-snapshot.ts'),
        import('../../../snapshot/restore-snapshot.ts'),
      ]);
      const path = findSnapshot(name!);
      await readSnapshotManifest(path); // before anything is provisioned for it
      const { target, reason } = await openTarget(options, context);
      note(`Target ${target.description} (${reason})`);
      const { force = false, check = false, full = false, keepPrevious = false, timeout } = options;
      const work: RestoreSnapshotOptions = {
        ...{ path, target, database: readDatabase(options), timeout, signal, onProgress },
        ...{ force, check, full, keepPrevious },
        onRecovery: (recovery) => note(sayRecovery(recovery)),
        onWarning: (warning) => note(`Warning: ${warning}`),
        onNote: note,
      };
      if (options.dryRun) {
        const { manifest: _manifest, ...plan } = await planRestore(work);
        return printPlan(context, plan, work);
      }
      const startedAt = performance.now();
      const restored = await restoreSnapshot(work);
      const seconds = (performance.now() - startedAt) / 1000;
      const { manifest: _manifest, ...told } = restored;
      await context.result(
        { target: target.description, ...told, totalSeconds: seconds },
        formatImport('Restored', restored, seconds, await sayState(target, restored)),
      );
    },
  });
}
