import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { throwIfAborted } from '../../errors.ts';
import type { ExportOptions, ExportResult } from '../../export/export-graph.ts';
import type { ExportPlan } from '../../export/plan.ts';
import type { ShardOptions } from '../../export/shards/export-shard.ts';
import { formatBytes, formatCount, formatQuantity } from '../../system/format-number.ts';
import { quotePath } from '../../system/quote-word.ts';
import type { WorkerCount } from '../../threads/run-jobs.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { explainInterruption, unchanged } from '../explain-interruption.ts';
import { dirtOption } from '../options/graph.ts';
import { liveOption } from '../options/live.ts';
import { loadChosenModel, type ModelChoice, modelOption } from '../options/model.ts';
import { folderReader, readAutoOrCount, readCount, readNames, readScale } from '../options/values.ts';
import { formatKinds, formatSeconds } from '../output/format.ts';

interface ExportCommandOptions extends ModelChoice {
  readonly scale: number;
  readonly seed: string;
  readonly out: string;
  readonly ids: 'actual' | 'string';
  readonly events?: number;
  readonly asOf: string;
  readonly dirt?: number;
  readonly parts: 'auto' | number;
  readonly tables?: readonly string[];
  readonly stdout?: boolean;
  readonly gzip?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly workers: WorkerCount;
  readonly shard?: string;
}

export function exportCommand(): Command {
  return createCommand<ExportCommandOptions>({
    name: 'export',
    summary: 'generate a graph and write it as CSV for neo4j-admin',
    options: [
      new Option(
        '--scale <scale>',
        'number of nodes: small, medium, large, enterprise, or a number such as 250000 or 2m',
      )
        .argParser(readScale)
        .default(1_000, 'small'),
      new Option('--seed <text>', 'seed of all random values; the same seed gives the same bytes').default('bulkgen'),
      modelOption(),
      new Option('--out <dir>', 'output folder').argParser(folderReader('--out')).default('import'),
      new Option(
        '--ids <form>',
        'actual: record numbers, fast; string: readable ids, in files that also contain labels and types',
      )
        .choices(['actual', 'string'])
        .default('actual'),
      new Option(
        '--events <n>',
        'number of events that an import creates, 0 for none (default of cmdb: a tenth of the nodes, at most 50,000)',
      ).argParser(readCount),
      new Option('--as-of <date>', 'date from which bulkgen counts all dates, YYYY-MM-DD or now').default('2026-01-01'),
      dirtOption(),
      new Option('--parts <n>', 'number of files per table; auto depends on the rows')
        .argParser(readAutoOrCount)
        .default('auto'),
      new Option(
        '--tables <names>',
        'comma-separated labels and types to write, such as Server,RUNS_ON; an import needs all of them',
      ).argParser(readNames),
      new Option('--stdout', 'write the one table named by --tables to stdout instead of files').conflicts([
        ...['out', 'parts', 'gzip', 'workers', 'shard', 'force', 'dryRun', 'json', 'live'],
      ]),
      new Option('--gzip', 'compress the files with gzip, which neo4j-admin can read'),
      new Option('--workers <n>', 'number of writing threads; auto is one per core; the bytes stay the same')
        .argParser(readAutoOrCount)
        .default('auto'),
      new Option(
        '--shard <i/n>',
        'write only share i of n of the files, such as 3/10, beside other machines; `bulkgen merge` makes an export of all',
      ),
      new Option(
        '--force',
        'write the export again if the folder holds it; without --shard, replace an export with other settings',
      ),
      new Option('--dry-run', 'print what would be written and whether it fits; write nothing'),
      liveOption(),
    ],
    examples: [
      'bulkgen export --scale enterprise',
      'bulkgen export --scale 2m --seed demo --out /tmp/estate',
      'bulkgen export --model ./shop.ts --scale 1m',
      'bulkgen export --scale medium --dirt 2',
      'bulkgen export --scale 20m --live',
      'bulkgen export --scale 1b --shard 3/10 --out /mnt/estate',
      'bulkgen export --tables Server --ids string --stdout | head -3',
    ],
    async run(context, { asOf, dryRun, stdout, shard, out: folder, ...given }) {
      const model = await loadChosenModel(given);
      const options = { folder, model, asOf, ...pickExportOptions(given) };
      if (dryRun) return showPlan(context, options, shard);
      (await import('../../export/tune-engine.ts')).tuneEngine(given.scale);
      if (stdout) return printTable(context, options);
      if (shard !== undefined) return writeShard(context, { ...options, shard });
      const { exportGraph } = await import('../../export/export-graph.ts');
      const { signal, onProgress } = context;
      const result = await explainInterruption(signal, unchanged.folder(options.folder), () =>
        exportGraph({ ...options, signal, onProgress }),
      );
      const { manifest, seconds, upToDate, notes, dirty } = result;
      for (const note of notes) context.note(note);
      const { totals, seed, scale, asOf: date, ids, events, dirt } = manifest;
      const dirtFacts = dirt === undefined ? {} : { dirt, dirty };
      const { nounOf, sourceOf } = await import('../../model-loader/known-models.ts');
      const next = describeNext(result, model && sourceOf(model)?.path);
      const rowsPerSecond = upToDate ? null : Math.round((totals.nodes + totals.relationships) / seconds);
      await context.result(
        { folder, scale, seed, asOf: date, ids, events, ...dirtFacts, ...totals, seconds, rowsPerSecond, upToDate },
        describe(result, { noun: nounOf(manifest.model), next }),
      );
    },
  });
}

/** Without the options that every command has. */
function pickExportOptions(given: Partial<ExportCommandOptions>) {
  const { scale, seed, events, dirt, ids, parts, gzip, tables, workers, force } = given;
  return { scale, seed, events, dirt, ids, parts, gzip, tables, workers, force };
}

function describe(result: ExportResult, { noun, next }: { readonly noun: string; readonly next: string }): string {
  const { folder, manifest, seconds, upToDate, dirty } = result;
  const { totals, scale, seed, asOf, ids, events, dirt } = manifest;
  const content = `${formatQuantity(totals.nodes, noun)} and ${formatQuantity(totals.relationships, 'relationships')}`;
  const rate = formatCount(Math.round((totals.nodes + totals.relationships) / seconds));
  const facts = [
    ...(totals.nodes === scale ? [] : [`scale ${formatCount(scale)} (the model chooses its own counts)`]),
    ...[`seed ${seed}`, `as of ${asOf}`, `ids ${ids}`, formatBytes(totals.bytes)],
    ...(upToDate ? [] : [`${rate} rows/s`]),
  ];
  return `${upToDate ? `Up to date: ${folder} has ${content}; --force writes it again` : `Exported ${content} to ${folder} in ${formatSeconds(seconds)}`}
  ${facts.join(', ')}${events > 0 ? `; an import adds ${formatQuantity(events, 'events')}` : ''}
${dirt === undefined ? '' : `  ${dirt} % dirt: ${formatKinds(dirty)}\n`}${next}
`;
}

/** An import finds the file of a model in the current folder and beside the export. */
function describeNext({ folder, complete }: ExportResult, modelFile: string | undefined): string {
  if (!complete) return 'An import needs all tables, so this export cannot be imported';
  const words = ['bulkgen import', ...(folder === 'import' ? [] : [quotePath(folder)])];
  const places = [process.cwd(), dirname(resolve(folder))];
  if (modelFile !== undefined && !places.includes(dirname(resolve(modelFile))))
    words.push('--model', quotePath(modelFile));
  return `Next: ${words.join(' ')}`;
}

/** Writes one shard of the export. */
async function writeShard(context: CommandContext, options: ShardOptions): Promise<void> {
  const { exportShard } = await import('../../export/shards/export-shard.ts');
  const { signal, onProgress } = context;
  const { folder, shard } = options;
  const state = `Shard ${shard} is not complete. Run the command again: it writes the whole shard.`;
  const written = await explainInterruption(signal, state, () => exportShard({ ...options, signal, onProgress }));
  const { parts, rows, bytes, seconds, upToDate } = written;
  const content = `${formatQuantity(parts, 'files')} with ${formatQuantity(rows, 'rows')}, ${formatBytes(bytes)}`;
  const outcome = upToDate
    ? `Up to date: ${folder} has shard ${shard}: ${content}; --force writes it again`
    : `Exported shard ${shard} to ${folder} in ${formatSeconds(seconds)}: ${content}`;
  const next = upToDate ? '' : `Next: bulkgen merge ${quotePath(folder)}, when all shards are there\n`;
  await context.result({ ...written }, `${outcome}\n${next}`);
}

/** Writes one table to stdout at the speed of its reader. */
async function printTable(context: CommandContext, options: ExportOptions): Promise<void> {
  const [{ planOptions }, { generateTable }] = await Promise.all([
    import('../../export/plan-options.ts'),
    import('../../export/rows.ts'),
  ]);
  for await (const bytes of generateTable(planOptions(options))) {
    throwIfAborted(context.signal);
    if (!(await context.print(bytes))) return;
  }
}

/** Prints what an export would write and whether it fits. Throws what would make the export fail in its folder. */
async function showPlan(context: CommandContext, options: ExportOptions, shard: string | undefined): Promise<void> {
  const [
    { estimateExport },
    { listNotes },
    { planOptions },
    { refuseOutputFolder, refuseReadOnly },
    { refuseOtherExport },
    { refuseOtherShards },
    { describeExportPlan },
  ] = await Promise.all([
    import('../../export/estimate.ts'),
    import('../../export/list-notes.ts'),
    import('../../export/plan-options.ts'),
    import('../../export/output-folder.ts'),
    import('../../export/other-export.ts'),
    import('../../export/shards/claim-folder.ts'),
    import('../output/export-plan.ts'),
  ]);
  const { folder } = options;
  const plan = planOptions(options);
  for (const note of listNotes(plan.graph)) context.note(note);
  const estimate = await estimateExport(plan, folder);
  const { text, communityLimit } = describeExportPlan(plan, estimate, folder);
  if (shard !== undefined) {
    const { parts: files, rows } = await sizeShard(plan, shard);
    const content = `${formatQuantity(files, 'files')} with ${formatQuantity(rows, 'rows')}`;
    const planned = { folder, ...estimate, communityLimit, shard: { parts: files, rows } };
    await context.result(planned, `${text}Shard ${shard} would have ${content}\n`);
    await refuseReadOnly(folder);
    return refuseOtherShards(folder, plan);
  }
  await context.result({ folder, ...estimate, communityLimit }, text);
  const { force = false } = options;
  await refuseOutputFolder(folder, (earlier) => (force ? undefined : refuseOtherExport(folder, earlier, plan)));
}

/** The files and rows of a shard. */
async function sizeShard(plan: ExportPlan, shard: string): Promise<{ readonly parts: number; readonly rows: number }> {
  const [{ parseShard, partsOfShard }, { countRows }] = await Promise.all([
    import('../../export/shards/shard.ts'),
    import('../../export/plan.ts'),
  ]);
  const places = partsOfShard(plan, parseShard(shard));
  return { parts: places.length, rows: countRows(plan, places) };
}
