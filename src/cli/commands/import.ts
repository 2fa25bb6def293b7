import { type Command, Option } from 'commander';
import type { ImportOptions } from '../../import/import-graph.ts';
import type { CsvFiles } from '../../import/sources/csv-files.ts';
import type { Finding } from '../../lint/finding.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { explainInterruption, unchanged } from '../explain-interruption.ts';
import { type CsvCommandOptions, csvOptions, forThirdPartyCsv } from '../options/csv.ts';
import { describeUnused, type ImporterOptions, importerOptions, isTrue, readSettings } from '../options/importer.ts';
import { chooseFolder, chooseInput, noteUnfinished } from '../options/input.ts';
import { exportModelOption, loadModelOf, type ModelChoice } from '../options/model.ts';
import { type ReplacementChoice, readReplacement, replacementOptions } from '../options/replacement.ts';
import { openTarget } from '../options/target.ts';
import { describeServer, formatImport } from '../output/import.ts';
import { printPlan } from '../output/plan.ts';

interface ImportCommandOptions extends ReplacementChoice, CsvCommandOptions, ImporterOptions, ModelChoice {
  readonly lint?: boolean;
  readonly schema?: string;
}

export function importCommand(): Command {
  return createCommand<ImportCommandOptions>({
    name: 'import',
    summary: 'import an export or third-party CSV into Neo4j',
    description: [
      'Import an export or third-party CSV into Neo4j. bulkgen first checks everything that could make the import fail. It then runs neo4j-admin into a staging store while the server keeps running, stops the server, swaps the stores, starts the server, builds constraints and indexes, creates events and verifies every count.',
      'If a step fails, bulkgen brings back the previous database and restarts a server that was running. After a kill -9 or a power cut, `bulkgen recover` or the next import does the same.',
      'Third-party CSV is a folder without a manifest, or files named with --nodes and --relationships. bulkgen checks it first, as `bulkgen verify` does. bulkgen accepts the command line of neo4j-admin database import full without changes.',
    ],
    arguments: { '[dir]': 'folder of an export or of third-party CSV (default: import)' },
    options: [
      exportModelOption(),
      ...replacementOptions(),
      ...importerOptions(),
      ...csvOptions(),
      forThirdPartyCsv(new Option('--no-lint', 'import the files without checking them first')),
      forThirdPartyCsv(
        new Option('--schema <file>', 'file of Cypher statements, one per line, that create constraints and indexes'),
      ),
    ],
    examples: [
      'bulkgen import',
      'bulkgen import /tmp/estate --force --keep-previous --live 8080',
      'bulkgen import estate --model ./estate.ts',
      'bulkgen import --container neo4j --dry-run',
      'bulkgen import --neo4j-home /opt/neo4j --check',
      'bulkgen import full neo4j --overwrite-destination --nodes=Person=p.csv @more.args',
      'bulkgen import /data/csv --schema schema.cypher --skip-duplicate-nodes',
    ],
    async run(context, options, given) {
      const folder = chooseFolder(given, options);
      // Refuse wrong settings and files before a server is provisioned for them.
      const settings = await readSettings(options);
      for (const sentence of describeUnused(options)) context.note(sentence);
      const { formatLint, formatSkippedFiles } = await import('../output/lint.ts');
      const { checkReport, writeReport } = await import('../../import/admin/write-report.ts');
      if (options.reportFile !== undefined && !options.dryRun) await checkReport(options.reportFile);
      let findings: readonly Finding[] = [];
      const csv = await readCsvFiles(context, folder, options, {
        async onLint(result) {
          findings = result.findings;
          const text = formatLint(folder, result);
          context.note(text.trimEnd());
          if (options.reportFile !== undefined && !options.dryRun) await writeReport(options.reportFile, text);
        },
        onSkipped(files) {
          const text = formatSkippedFiles(folder, files).trimEnd();
          if (text !== '') context.note(text);
        },
      });
      const target = await openTarget(options, context);
      const replacement = readReplacement(options, context);
      const force = replacement.force || isTrue(options.overwriteDestination);
      const work: ImportOptions = { folder, csv, target, settings, ...replacement, force };
      if (!options.dryRun) return runImport(context, work);
      const { planImport } = await import('../../import/plan-import.ts');
      await printPlan(context, { ...(await planImport(work)), ...(csv && !csv.skipsLint && { findings }) }, work);
    },
  });
}

/** How to import third-party CSV; undefined when the folder is an export. */
async function readCsvFiles(
  context: CommandContext,
  folder: string,
  options: ImportCommandOptions,
  listeners: Pick<CsvFiles, 'onLint' | 'onSkipped'>,
): Promise<CsvFiles | undefined> {
  const input = await chooseInput(folder, options, { exportOnly: ['model'], csvOnly: ['schema'] });
  if (input.kind === 'export') {
    const { readManifest } = await import('../../export/read-manifest.ts');
    await loadModelOf(context, options, { manifest: await readManifest({ folder }), place: folder, isFolder: true });
    await noteUnfinished(folder, context.note);
    return undefined;
  }
  const { lint = true, schema: schemaFile, warningsAsErrors } = options;
  const { kind: _, ...files } = input;
  const { checkCsvFiles } = await import('../../import/sources/csv-files.ts');
  await checkCsvFiles(folder, { ...files, schemaFile }, options.neo4jVersion);
  return { ...files, warningsAsErrors, schemaFile, skipsLint: !lint, ...listeners };
}

async function runImport(context: CommandContext, work: ImportOptions): Promise<void> {
  const { importGraph } = await import('../../import/import-graph.ts');
  const startedAt = performance.now();
  const result = await explainInterruption(context.signal, unchanged.database, () => importGraph(work));
  const seconds = (performance.now() - startedAt) / 1000;
  await context.result(
    { target: work.target.description, ...result, totalSeconds: seconds },
    formatImport('Imported', result, seconds, await describeServer(work.target, result)),
  );
}
