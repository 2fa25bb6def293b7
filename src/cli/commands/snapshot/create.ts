import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { BulkgenError, explainFileSystem } from '../../../errors.ts';
import type { ExportOptions } from '../../../export/export-graph.ts';
import type { SnapshotContent } from '../../../snapshot/create-snapshot.ts';
import { createCommand } from '../../command.ts';
import type { CommandContext } from '../../context.ts';
import { readGiven } from '../../options/connection.ts';
import { loginOptions, openExistingTarget, type TargetChoice, targetOptions } from '../../options/target.ts';
import { readCount, readFolder, readScale } from '../../options/values.ts';
import { quoteWord } from '../../output/format.ts';
import { describeContent } from '../../output/snapshot.ts';

interface CreateOptions extends TargetChoice {
  readonly from?: string;
  readonly scale?: number;
  readonly seed?: string;
  readonly asOf?: string;
  readonly events?: number;
  readonly database?: string | true;
  readonly recipe?: boolean;
  readonly csv?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

export function createSnapshotCommand(): Command {
  return createCommand<CreateOptions>({
    name: 'create',
    summary: 'pack an export, a graph of any scale, or a database',
    description: `Packs a data set: an export (--from), a graph that is made for it (--scale), or a database as it is (--database),
whose server stops for the dump and runs again afterwards. Of the first two a database is made on an embedded server of its
own, with events, constraints and indexes, proven in full, and dumped. --recipe packs only what it takes to make them anew.`,
    arguments: { '<name>': 'its name: letters, digits, dots, dashes and underscores' },
    options: [
      new Option('--from <dir>', 'pack this export').argParser(readFolder),
      new Option('--scale <scale>', 'make an export for it: small, medium, large, enterprise, or a number')
        .argParser(readScale)
        .conflicts('from'),
      new Option('--seed <text>', 'of that export').conflicts('from'),
      new Option('--as-of <date>', 'of that export').conflicts('from'),
      new Option('--events <n>', 'of that export').argParser(readCount).conflicts('from'),
      new Option('--database [name]', 'pack a database (default: neo4j)').conflicts(['from', 'scale', 'recipe', 'csv']),
      new Option('--recipe', 'a few kB: without a dump; restoring makes the graph anew, to the byte'),
      new Option('--csv', 'with the files of the export, for a Neo4j that cannot read the dump'),
      new Option('--out <file>', 'the file to write, `….tar.zst` (default: in your own folder of snapshots)'),
      new Option('--force', 'replace a snapshot of that name'),
      ...targetOptions(),
      ...loginOptions(),
    ],
    examples: [
      'bulkgen snapshot create demo --scale medium',
      'bulkgen snapshot create estate --from import --csv --out estate.tar.zst',
      'bulkgen snapshot create before-migration --database --container neo4j',
    ],
    async run(context, options, name) {
      const [{ createSnapshot, refuseExisting }, { checkSnapshotName, placeSnapshot }, { archiveSuffix }] =
        await Promise.all([
          import('../../../snapshot/create-snapshot.ts'),
          import('../../../snapshot/snapshot-store.ts'),
          import('../../../snapshot/archive.ts'),
        ]);
      checkSnapshotName(name!);
      const { out } = options;
      if (out !== undefined && !out.endsWith(archiveSuffix)) {
        throw new BulkgenError('invalid-option', `Expected --out to end with ${archiveSuffix}, got \`${out}\``);
      }
      const path = placeSnapshot(out ?? name!);
      if (!options.force) await refuseExisting(path); // before an export is made for it
      const { signal, onProgress } = context;
      const startedAt = performance.now();
      await withContent(context, options, async (content) => {
        const created = await createSnapshot({
          name: name!,
          path,
          content,
          force: options.force ?? false,
          signal,
          onProgress,
        });
        const seconds = (performance.now() - startedAt) / 1000;
        await context.result(
          { ...created, seconds },
          `${describeContent(created)}Next: bulkgen snapshot restore ${quoteWord(out ?? name!)}\n`,
        );
      });
    },
  });
}

type Use = (content: SnapshotContent) => Promise<void>;

/** What is to be packed; an export that is made for it lasts as long as `use`. */
async function withContent(context: CommandContext, options: CreateOptions, use: Use): Promise<void> {
  const { database, from, recipe, csv = false, neo4jVersion } = options;
  if (database !== undefined) {
    const { target, reason } = await openExistingTarget(options, await readGiven(options), context.signal);
    context.note(`Target ${target.description} (${reason})`);
    return use({ kind: 'database', target, database: database === true ? 'neo4j' : database });
  }
  const holds = recipe ? 'recipe' : 'dump';
  const pack = (folder: string): Promise<void> => use({ kind: 'export', folder, holds, csv, neo4jVersion });
  if (from !== undefined) return pack(from);
  if (options.scale === undefined) {
    throw new BulkgenError(
      'invalid-option',
      'Expected --from, --scale or --database, which say what to pack, got none',
    );
  }
  await makeExport(context, options, pack);
}

async function makeExport(
  { signal, onProgress }: CommandContext,
  { scale, seed, asOf, events, csv }: CreateOptions,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const [{ exportGraph }, { tuneEngine }, { ownSnapshots }, { withTemporaryFolder }] = await Promise.all([
    import('../../../export/export-graph.ts'),
    import('../../../export/tune-engine.ts'),
    import('../../../snapshot/snapshot-store.ts'),
    import('../../../system/temporary-folder.ts'),
  ]);
  tuneEngine();
  const given: Omit<ExportOptions, 'out'> = {
    ...(scale !== undefined && { scale }),
    ...(seed !== undefined && { seed }),
    ...(asOf !== undefined && { asOf }),
    ...(events !== undefined && { events }),
  };
  const own = ownSnapshots();
  const making = withTemporaryFolder(own, async (temporary) => {
    const out = join(temporary, 'csv');
    await exportGraph({ ...given, out, gzip: csv ?? false, signal, onProgress });
    await use(out);
  });
  await making.catch((error: unknown) => {
    const hint = 'Make it writable, with space for the export, or let BULKGEN_HOME name another.';
    throw explainFileSystem(error, `Could not write to ${own}`, hint);
  });
}
