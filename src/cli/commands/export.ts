import { type Command, Option } from 'commander';
import { throwIfAborted } from '../../errors.ts';
import type { ExportOptions, ExportResult } from '../../export/export-graph.ts';
import { formatBytes } from '../../system/format-bytes.ts';
import type { WorkerCount } from '../../threads/run-jobs.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { readAutoOrCount, readCount, readFolder, readNames, readScale } from '../options/values.ts';
import { formatCount, formatSeconds, formatTable } from '../output/format.ts';
import { printText } from '../output/print-text.ts';

interface ExportCommandOptions {
  readonly scale: number;
  readonly seed?: string;
  readonly model: 'cmdb';
  readonly out: string;
  readonly ids: 'actual' | 'string';
  readonly events?: number;
  readonly asOf?: string;
  readonly parts: 'auto' | number;
  readonly tables?: readonly string[];
  readonly stdout?: boolean;
  readonly gzip?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly workers: WorkerCount;
}

export function exportCommand(): Command {
  return createCommand<ExportCommandOptions>({
    name: 'export',
    summary: 'write a graph as CSV for neo4j-admin',
    options: [
      new Option('--scale <scale>', 'how many CIs: small, medium, large, enterprise, or a number (250000, 2m)')
        .argParser(readScale)
        .default(1_000, 'small'),
      new Option('--seed <text>', 'another seed gives another estate; the same seed the same bytes (default: bulkgen)'),
      new Option('--model <name>', 'the graph to make').choices(['cmdb']).default('cmdb'),
      new Option('--out <dir>', 'the output folder').argParser(readFolder).default('import'),
      new Option('--ids <form>', 'record numbers (fast) or self-describing files')
        .choices(['actual', 'string'])
        .default('actual'),
      new Option(
        '--events <n>',
        'events that an import creates (default: a tenth of the CIs, at most 50,000)',
      ).argParser(readCount),
      new Option('--as-of <date>', 'what everything dated is relative to: YYYY-MM-DD or now (default: 2026-01-01)'),
      new Option('--parts <n>', 'files a table is cut into (auto: by its rows)')
        .argParser(readAutoOrCount)
        .default('auto'),
      new Option(
        '--tables <names>',
        'only these labels and types, such as Server,RUNS_ON; not for an import',
      ).argParser(readNames),
      new Option('--stdout', 'write the one table of --tables here, its header first, and no file').conflicts([
        ...['out', 'parts', 'gzip', 'workers', 'force', 'dryRun', 'json'],
      ]),
      new Option('--gzip', 'compress the files; neo4j-admin reads them as they are'),
      new Option('--workers <n>', 'threads that write; the bytes do not depend on it (auto: the cores)')
        .argParser(readAutoOrCount)
        .default('auto'),
      new Option('--force', 'make it anew where the folder holds just this'),
      new Option('--dry-run', 'say what would be written, and whether it fits, and write nothing'),
    ],
    examples: [
      'bulkgen export --scale enterprise',
      'bulkgen export --scale 2m --seed demo --out /tmp/estate',
      'bulkgen export --tables Server --ids string --stdout | head -3',
    ],
    async run(context, { asOf, model: name, dryRun, stdout, ...given }) {
      const { findModel } = await import('../../models/registry.ts');
      const model = findModel(name)!; // one of the choices
      const day = asOf === 'now' ? new Date().toISOString().slice(0, 10) : asOf;
      const options = { ...given, model, ...(day !== undefined && { asOf: day }) };
      if (dryRun) return showPlan(context, options);
      (await import('../../export/tune-engine.ts')).tuneEngine();
      if (stdout) return printTable(context, options);
      const { exportGraph } = await import('../../export/export-graph.ts');
      const { signal, onProgress } = context;
      const result = await exportGraph({ ...options, signal, onProgress });
      const { manifest, folder, seconds, upToDate } = result;
      const { totals, seed, scale, asOf: date, ids, events } = manifest;
      const rowsPerSecond = upToDate ? null : Math.round((totals.nodes + totals.relationships) / seconds);
      await context.result(
        { folder, scale, seed, asOf: date, ids, events, ...totals, seconds, rowsPerSecond, upToDate },
        describe(result),
      );
    },
  });
}

function describe(result: ExportResult): string {
  const { folder, manifest, seconds, upToDate } = result;
  const { totals, seed, scale, asOf, ids, events } = manifest;
  const what = `${formatCount(scale)} CIs and ${formatCount(totals.relationships)} relationships`;
  const rate = formatCount(Math.round((totals.nodes + totals.relationships) / seconds));
  return `${upToDate ? `Up to date: ${folder} holds ${what}; --force makes it anew` : `Exported ${what} to ${folder} in ${formatSeconds(seconds)}`}
  seed ${seed}, as of ${asOf}, ids ${ids}, ${formatBytes(totals.bytes)}${upToDate ? '' : `, ${rate} rows/s`}; an import adds ${formatCount(events)} events
${sayNext(result)}
`;
}

function sayNext({ folder, complete }: ExportResult): string {
  if (!complete) return 'Without the other tables it cannot be imported';
  return `Next: bulkgen import${folder === 'import' ? '' : ` ${folder}`}`;
}

/** Writes one table to stdout, as fast as it is read there. */
async function printTable(context: CommandContext, options: ExportOptions): Promise<void> {
  const [{ bindGraph }, { planExport }, { generateTable }] = await Promise.all([
    import('../../export/export-graph.ts'),
    import('../../export/plan.ts'),
    import('../../export/generate-table.ts'),
  ]);
  const { ids = 'actual', tables } = options;
  for await (const bytes of generateTable(planExport(bindGraph(options), { ids, tables }))) {
    throwIfAborted(context.signal);
    if (!(await printText(bytes))) return;
  }
}

/** What an export would write, and whether it fits; nothing is written. */
async function showPlan(context: CommandContext, options: ExportOptions): Promise<void> {
  const [{ bindGraph }, { estimateExport }, { planExport }] = await Promise.all([
    import('../../export/export-graph.ts'),
    import('../../export/estimate.ts'),
    import('../../export/plan.ts'),
  ]);
  const { out, ids = 'actual', parts, gzip, tables: names } = options;
  const plan = planExport(bindGraph(options), { ids, parts, gzip, tables: names });
  const estimate = await estimateExport(plan, out);
  const tables = estimate.tables.map(({ name, rows, parts: files, bytes }) => [name, rows, files, formatBytes(bytes)]);
  const { diskBytes, diskFree, fits, importSeconds, importMemory } = estimate;
  await context.result(
    { folder: out, ...estimate },
    `${formatTable([['table', 'rows', 'files', 'about'], ...tables])}
${formatCount(estimate.rows)} rows, about ${formatBytes(estimate.bytes)}; about ${formatBytes(diskBytes)} on disk in ${out}, where ${formatBytes(diskFree)} are free${fits ? '' : ': too little'}
${plan.complete ? `neo4j-admin would take about ${formatSeconds(importSeconds)} on two cores and ${formatBytes(importMemory)} of memory` : 'Without the other tables it could not be imported'}
Nothing was written
`,
  );
}
