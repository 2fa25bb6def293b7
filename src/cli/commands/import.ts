import { type Command, Option } from 'commander';
import type { AdminSettings } from '../../import/admin/arguments.ts';
import type { ImportOptions } from '../../import/import-graph.ts';
import type { CsvFiles } from '../../import/sources/csv.ts';
import type { Finding } from '../../lint/finding.ts';
import type { Recovery } from '../../replacement/recover.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { databaseOption, readDatabase } from '../options/connection.ts';
import {
  type CsvCommandOptions,
  csvOptions,
  isForeign,
  nameFolder,
  ofOthers,
  readCsvOptions,
  readFileGroups,
  refuseCsvOptions,
} from '../options/csv.ts';
import { loginOptions, openTarget, type TargetChoice, targetOptions } from '../options/target.ts';
import { readCount, readDuration } from '../options/values.ts';
import { formatImport, sayState } from '../output/import.ts';
import { printPlan } from '../output/plan.ts';
import { sayRecovery } from './recover.ts';

interface ImportCommandOptions extends TargetChoice, CsvCommandOptions {
  readonly database?: string;
  readonly force?: boolean;
  readonly check?: boolean;
  readonly full?: boolean;
  readonly keepPrevious?: boolean;
  readonly dryRun?: boolean;
  readonly timeout?: number;
  readonly format?: string;
  readonly threads?: number;
  readonly highParallelIo?: string;
  readonly maxOffHeapMemory?: string;
  readonly lint?: boolean;
  readonly schema?: string;
}

export function importCommand(): Command {
  return createCommand<ImportCommandOptions>({
    name: 'import',
    summary: 'import an export, or CSV of others, into Neo4j, safely',
    description: `Imports an export into Neo4j: looks for all that could go wrong, runs neo4j-admin into a staging store while the server
goes on, stops the server, swaps the stores, starts it, builds constraints, indexes and events, and counts everything.
Whatever fails, the database that was there is back and a server that was running runs again; after a kill -9 or a
power cut \`bulkgen recover\`, or the next import, brings it back. A folder without a manifest, or files named with --nodes
and --relationships, are first read as neo4j-admin would read them, as \`bulkgen verify\` does.`,
    arguments: { '[dir]': 'the folder of the export, or of other CSV files (default: import)' },
    options: [
      ...targetOptions(),
      databaseOption(),
      ...loginOptions(),
      new Option('--force', 'replace a database that holds nodes'),
      new Option('--dry-run', 'print what would be done, and what would make it fail; touch nothing'),
      new Option(
        '--check',
        "run neo4j-admin's consistency check on the new store first (about half the import's time)",
      ),
      new Option('--full', 'prove every row in the end, not samples alone'),
      new Option('--keep-previous', 'keep the store that was there, for `bulkgen recover --previous`'),
      new Option('--timeout <time>', 'give up when a step takes longer: 90s, 30m, 2h (default: never)').argParser(
        readDuration,
      ),
      new Option('--format <name>', 'store format, as neo4j-admin names it'),
      new Option('--threads <n>', 'threads of neo4j-admin').argParser(readCount),
      new Option('--high-parallel-io <how>', 'of neo4j-admin').choices(['on', 'off', 'auto']),
      new Option('--max-off-heap-memory <size>', 'memory of neo4j-admin beside its heap: 4G, 60%'),
      ...csvOptions(),
      ...[
        new Option('--no-lint', 'import without reading the files first'),
        new Option(
          '--schema <file>',
          'build the constraints and indexes that its Cypher statements create, one a line',
        ),
      ].map(ofOthers),
    ],
    examples: [
      'bulkgen import',
      'bulkgen import /tmp/estate --force --keep-previous',
      'bulkgen import --container neo4j --dry-run',
      'bulkgen import --neo4j-home /opt/neo4j --check',
      'bulkgen import /data/csv --schema schema.cypher --skip-duplicate-nodes',
    ],
    async run(context, options, given) {
      const { signal, onProgress } = context;
      const folder = nameFolder(given, options);
      // Before anything is provisioned for it:
      const settings = await readSettings(options);
      const { formatLint } = await import('../output/lint.ts');
      let findings: readonly Finding[] = [];
      const csv = await readCsvFiles(folder, options, (result) => {
        findings = result.findings;
        context.note(formatLint(folder, result).trimEnd());
      });
      const { target, reason } = await openTarget(options, context);
      context.note(`Target ${target.description} (${reason})`);
      const { force = false, check = false, full = false, keepPrevious = false, timeout } = options;
      const how = { force, check, full, keepPrevious, timeout, settings };
      const told = {
        onRecovery: (recovery: Recovery) => context.note(sayRecovery(recovery)),
        onWarning: (warning: string) => context.note(`Warning: ${warning}`),
      };
      const database = readDatabase(options);
      const work: ImportOptions = { folder, csv, target, database, ...how, ...told, signal, onProgress };
      if (!options.dryRun) return printImport(context, work);
      const { planImport } = await import('../../import/plan-import.ts');
      await printPlan(context, { ...(await planImport(work)), ...(csv && !csv.skipsLint && { findings }) }, work);
    },
  });
}

/** CSV that others wrote, and how it is to be imported; nothing where the folder is an export. */
async function readCsvFiles(
  folder: string,
  options: ImportCommandOptions,
  onLint: CsvFiles['onLint'],
): Promise<CsvFiles | undefined> {
  const { lint = true, schema: schemaFile, warningsAsErrors } = options;
  if (!(await isForeign(folder, options))) {
    const { readManifest } = await import('../../export/read-manifest.ts');
    await readManifest(folder);
    refuseCsvOptions(folder, options, ['schema']);
    return undefined;
  }
  return {
    ...{ options: readCsvOptions(options), groups: readFileGroups(options), warningsAsErrors, schemaFile },
    skipsLint: !lint,
    onLint,
  };
}

async function readSettings(options: ImportCommandOptions): Promise<AdminSettings> {
  const { format, threads, highParallelIo, maxOffHeapMemory } = options;
  const settings = {
    format,
    threads: threads === undefined ? undefined : `${threads}`,
    'high-parallel-io': highParallelIo,
    'max-off-heap-memory': maxOffHeapMemory,
  };
  const { refuseSettings } = await import('../../import/admin/arguments.ts');
  refuseSettings(settings);
  return settings;
}

async function printImport(context: CommandContext, work: ImportOptions): Promise<void> {
  const { importGraph } = await import('../../import/import-graph.ts');
  const startedAt = performance.now();
  const result = await importGraph(work);
  const seconds = (performance.now() - startedAt) / 1000;
  await context.result(
    { target: work.target.description, ...result, totalSeconds: seconds },
    formatImport('Imported', result, seconds, await sayState(work.target, result)),
  );
}
