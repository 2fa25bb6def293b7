import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { BulkgenError, explainFileSystem } from '../../../errors.ts';
import type { ExportOptions } from '../../../export/export-graph.ts';
import type { SnapshotContent } from '../../../snapshot/create-snapshot.ts';
import { quotePath } from '../../../system/quote-word.ts';
import { createCommand } from '../../command.ts';
import type { CommandContext } from '../../context.ts';
import { explainInterruption, unchanged } from '../../explain-interruption.ts';
import { dirtOption } from '../../options/graph.ts';
import { liveOption } from '../../options/live.ts';
import { loadChosenModel, loadModelOfFolder, type ModelChoice, modelOption } from '../../options/model.ts';
import { loginOptions, openExistingTarget, type TargetChoice, targetOptions } from '../../options/target.ts';
import { folderReader, readCount, readScale } from '../../options/values.ts';
import { formatSnapshot } from '../../output/snapshot.ts';

interface CreateOptions extends TargetChoice, ModelChoice {
  readonly from?: string;
  readonly scale?: number;
  readonly seed?: string;
  readonly asOf?: string;
  readonly dirt?: number;
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
    summary: 'pack an export, a generated graph or a database',
    description: [
      'Pack an export (--from), a graph that is generated for the snapshot (--scale) or a database (--database).',
      'For an export or a generated graph, bulkgen creates a database on a temporary embedded server, with events, constraints and indexes, verifies every row and dumps it. With --recipe it packs only what a restore needs to generate the graph again.',
      'For a database, bulkgen stops the server for the dump and starts it again afterwards.',
    ],
    arguments: { '<name>': 'name of the snapshot: letters, digits, dots, dashes and underscores' },
    options: [
      new Option('--from <dir>', 'folder of the export to pack').argParser(folderReader('--from')),
      new Option(
        '--scale <scale>',
        'size of the graph to generate and pack: small, medium, large, enterprise, or a number of nodes',
      )
        .argParser(readScale)
        .conflicts('from'),
      modelOption(),
      new Option('--seed <text>', 'seed of the generated graph (default: bulkgen)').conflicts('from'),
      new Option(
        '--as-of <date>',
        'date from which bulkgen counts all dates, YYYY-MM-DD or now (default: 2026-01-01)',
      ).conflicts('from'),
      new Option(
        '--events <n>',
        'number of events in the generated graph, 0 for none (default of cmdb: a tenth of the nodes, at most 50,000)',
      )
        .argParser(readCount)
        .conflicts('from'),
      dirtOption().conflicts('from'),
      new Option('--database [name]', 'name of the database to pack (default: neo4j)').conflicts([
        'from',
        'scale',
        'recipe',
        'csv',
        'model',
        'seed',
        'asOf',
        'events',
        'dirt',
      ]),
      new Option(
        '--recipe',
        'pack a few kB instead of a dump; a restore generates the same graph again, and needs the file of a model of your own',
      ),
      new Option('--csv', 'also pack the CSV files, for a Neo4j that cannot read the dump'),
      new Option(
        '--out <file>',
        'file to write, ending with .tar.zst (default: <name>.tar.zst in ~/.local/share/bulkgen/snapshots on Linux)',
      ),
      new Option('--force', 'replace a snapshot of the same name'),
      ...targetOptions(),
      ...loginOptions(),
      liveOption(),
    ],
    examples: [
      'bulkgen snapshot create demo --scale medium',
      'bulkgen snapshot create big --scale 5m --live',
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
      if (!options.force) await refuseExisting(path); // before a graph is generated for it
      const { signal, onProgress } = context;
      const startedAt = performance.now();
      const create = async (content: SnapshotContent): Promise<void> => {
        const created = await createSnapshot({
          snapshot: path,
          name,
          content,
          force: options.force,
          signal,
          onProgress,
        });
        const seconds = (performance.now() - startedAt) / 1000;
        await context.result(
          { ...created, seconds },
          `${formatSnapshot(created)}Next: bulkgen snapshot restore ${quotePath(out ?? name!)}\n`,
        );
      };
      await explainInterruption(signal, unchanged.snapshot(path), () => withContent(context, options, create));
    },
  });
}

type Use = (content: SnapshotContent) => Promise<void>;

/** Calls `use` with the content to pack; a generated export is removed when `use` is done. */
async function withContent(context: CommandContext, options: CreateOptions, use: Use): Promise<void> {
  const { database, from, recipe, csv = false, neo4jVersion } = options;
  if (database !== undefined) {
    const target = await openExistingTarget(options, context);
    return use({ kind: 'database', target, database: database === true ? 'neo4j' : database });
  }
  const holds = recipe ? 'recipe' : 'dump';
  if (holds === 'dump') await noteDumpVersion(options, context);
  const pack = (folder: string): Promise<void> => use({ kind: 'export', folder, holds, csv, neo4jVersion });
  if (from !== undefined) {
    await loadModelOfFolder(context, options, from);
    return pack(from);
  }
  if (options.scale === undefined) {
    throw new BulkgenError('invalid-option', 'Expected --from, --scale or --database, got none', {
      hint: 'Name what to pack: an export, the scale of a graph, or a database.',
    });
  }
  await withGeneratedExport(context, options, pack);
}

/** Says why the dump is of an unusual version, and what an older server does with the snapshot. */
async function noteDumpVersion({ neo4jVersion, csv }: CreateOptions, { note }: CommandContext): Promise<void> {
  const { explainDumpVersion } = await import('../../../targets/embedded/open.ts');
  const sentence = await explainDumpVersion(neo4jVersion);
  if (sentence === undefined) return;
  note(`${sentence} An older Neo4j ${csv ? 'imports the packed CSV files' : 'generates the graph again'} instead.`);
}

async function withGeneratedExport(
  { signal, onProgress }: CommandContext,
  { scale, seed, asOf, events, dirt, csv, model: name }: CreateOptions,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const [{ exportGraph }, { tuneEngine }, { ownSnapshots }, { withTemporaryFolder }] = await Promise.all([
    import('../../../export/export-graph.ts'),
    import('../../../export/tune-engine.ts'),
    import('../../../snapshot/snapshot-store.ts'),
    import('../../../system/temporary-folder.ts'),
  ]);
  tuneEngine(scale);
  const model = await loadChosenModel({ model: name });
  const given: Omit<ExportOptions, 'folder'> = {
    model,
    ...(scale !== undefined && { scale }),
    ...(seed !== undefined && { seed }),
    ...(asOf !== undefined && { asOf }),
    ...(events !== undefined && { events }),
    ...(dirt !== undefined && { dirt }),
  };
  const own = ownSnapshots();
  const packing = withTemporaryFolder(own, async (temporary) => {
    const out = join(temporary, 'csv');
    await exportGraph({ ...given, folder: out, gzip: csv ?? false, signal, onProgress });
    await use(out);
  });
  await packing.catch((error: unknown) => {
    const hint =
      'Make the folder writable and free some space for the export, or name another folder with BULKGEN_HOME.';
    throw explainFileSystem(error, `Could not write to ${own}`, hint);
  });
}
