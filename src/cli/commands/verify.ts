import { existsSync, statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { Answer } from '../../export/answer-all.ts';
import type { Manifest } from '../../export/manifest.ts';
import { countFindings, refuseBroken } from '../../lint/lint-result.ts';
import type { Database } from '../../neo4j/driver.ts';
import { formatBytes, formatQuantity } from '../../system/format-number.ts';
import { quotePath } from '../../system/quote-word.ts';
import type { WorkerCount } from '../../threads/run-jobs.ts';
import type { DatabaseVerification } from '../../verify/database/verify-database.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { type ConnectionOptions, connectionOptions, readConnection } from '../options/connection.ts';
import { type CsvCommandOptions, csvOptions, forThirdPartyCsv } from '../options/csv.ts';
import { type ImporterOptions, ignoredImporterOptions } from '../options/importer.ts';
import { chooseFolder, chooseInput, type Input, listCsvOptions, noteUnfinished } from '../options/input.ts';
import { exportModelOption, loadModelOf, loadModelOfFolder, type ModelChoice } from '../options/model.ts';
import { readAutoOrCount, readNeo4jVersion } from '../options/values.ts';
import type { ReportFormat } from '../output/lint-report.ts';
import { formatVerification } from '../output/verification.ts';

interface VerifyCommandOptions extends ConnectionOptions, CsvCommandOptions, ImporterOptions, ModelChoice {
  /** A name, or true for the default one. */
  readonly database?: string | true;
  readonly full?: boolean;
  readonly answers?: boolean;
  readonly quick?: boolean;
  readonly regenerate?: boolean;
  readonly shard?: string;
  readonly neo4jVersion?: string;
  readonly workers?: WorkerCount;
  readonly format?: ReportFormat;
}

/** Options for third-party CSV, beside those of `csvOptions`. */
const csvOnly = ['workers', 'neo4jVersion', 'format', 'reportFile'];

/** What each depth verifies, for the result. */
const verified = {
  sizes: 'verified by the sizes of the files',
  rows: 'verified by sha256; every value has its type, every id is unique, every relationship end is a node of the model',
  regenerate: 'every row verified against the model',
} as const;

export function verifyCommand(): Command {
  return createCommand<VerifyCommandOptions>({
    name: 'verify',
    summary: 'verify an export and its database, or check third-party CSV',
    description: [
      'Verify that the files of an export match its manifest. With --database, also verify the database imported from these files, or restored from a snapshot.',
      'Third-party CSV is a folder without a manifest, or files named with --nodes and --relationships. bulkgen reads it as neo4j-admin would. Errors are what the importer would refuse, warnings are what it would change. bulkgen accepts the command line of neo4j-admin database import full without changes.',
      'The exit code is 3 when something is wrong.',
    ],
    arguments: {
      '[dir]':
        'folder of an export or of third-party CSV (default: import); with --database, also the name or the file of a snapshot',
    },
    options: [
      new Option('--database [name]', 'also verify the imported database: all counts, all indexes, sampled rows'),
      new Option('--full', 'with --database: verify every row, by a digest of each table'),
      new Option(
        '--answers',
        'with --database: also ask the questions of the model, and for a fingerprint of each relationship type, and compare the answers',
      ),
      new Option('--quick', 'verify only sizes, headers and first rows, without hashes').conflicts('regenerate'),
      new Option('--regenerate', 'generate every row again and compare it with the files'),
      new Option(
        '--shard <i/n>',
        'read only share i of n of the files, such as 3/10, beside other machines; the properties of a table are counted only where one share has all of it',
      ).conflicts(['quick', 'database', 'uri']),
      exportModelOption(),
      ...connectionOptions(),
      ...csvOptions(),
      ...ignoredImporterOptions(),
      ...[
        new Option(
          '--neo4j-version <version>',
          'Neo4j version whose importer the files are for (default: 5.26)',
        ).argParser(readNeo4jVersion),
        new Option(
          '--format <name>',
          'format of the findings: text (default), sarif (the file format of code scanners), or github (annotations of a workflow)',
        )
          .choices(['text', 'sarif', 'github'] satisfies ReportFormat[])
          .conflicts('json'),
        new Option('--workers <n|auto>', 'number of reading threads (default: auto, one per core)').argParser(
          readAutoOrCount,
        ),
      ].map(forThirdPartyCsv),
    ],
    examples: [
      'bulkgen verify',
      'bulkgen verify --regenerate',
      'bulkgen verify /tmp/estate --database --full --answers',
      'bulkgen verify demo-small --database',
      "bulkgen verify /data/csv --multiline-fields --exclude '*.bak.csv'",
      'bulkgen verify /data/csv --format sarif > findings.sarif',
    ],
    async run(context, options, given) {
      refuseFolderAsName(options.database, given);
      if (wantsDatabase(options) && given !== undefined && (await isSnapshot(given)))
        return verifyRestored(context, given, options);
      const folder = chooseFolder(given, options);
      const input = await chooseInput(folder, options, {
        exportOnly: ['quick', 'regenerate', 'shard', 'database', 'full', 'answers', 'uri', 'model'],
        csvOnly,
      });
      if (input.kind === 'csv') return lint(context, folder, input, options);
      await verifyExport(context, folder, options).catch((error: unknown) => {
        throw given === undefined && wantsDatabase(options) ? addSnapshotHint(error) : error;
      });
    },
  });
}

function wantsDatabase({ database, uri }: VerifyCommandOptions): boolean {
  return database !== undefined || uri !== undefined;
}

async function verifyExport(context: CommandContext, folder: string, options: VerifyCommandOptions): Promise<void> {
  const { quick, regenerate, shard } = options;
  refuseAlone(options);
  const { signal, onProgress, result } = context;
  await loadModelOfFolder(context, options, folder);
  const { verifyFiles } = await import('../../verify/files/verify-files.ts');
  const depth = quick ? 'sizes' : regenerate ? 'regenerate' : 'rows';
  const manifest = await verifyFiles({ folder, depth, shard, signal, onProgress });
  await noteUnfinished(folder, context.note);
  const { totals } = manifest;
  const files = `${folder} matches its manifest: ${formatQuantity(totals.nodes, 'nodes')} and ${formatQuantity(totals.relationships, 'relationships')} in ${formatBytes(totals.bytes)}, ${verified[depth]}${shard === undefined ? '' : ` (files of shard ${shard} only)`}\n`;
  if (!wantsDatabase(options))
    return result({ folder, totals, ...(shard !== undefined && { shard }), checks: [] }, files);
  const { text, ...verification } = await verifyImported(context, manifest, options);
  await result({ folder, totals, ...verification }, `${files}${text}`);
}

/** Whether a text names a snapshot and no folder. */
async function isSnapshot(text: string): Promise<boolean> {
  const [{ findSnapshot }, { isSnapshotName }, { archiveSuffix }] = await Promise.all([
    import('../../snapshot/snapshot-store.ts'),
    import('../../snapshot/snapshot-manifest.ts'),
    import('../../snapshot/archive.ts'),
  ]);
  if (!isSnapshotName(text) && !text.endsWith(archiveSuffix)) return false;
  return !statSync(text, { throwIfNoEntry: false })?.isDirectory() && existsSync(findSnapshot(text));
}

/** Adds to the hint of a missing export that a snapshot can be named instead: a demo leaves no folder. */
function addSnapshotHint(error: unknown): unknown {
  if (!(error instanceof BulkgenError) || error.code !== 'no-manifest') return error;
  const hint = `${error.hint} If a snapshot was restored, name it: \`bulkgen verify demo-small --database\`.`;
  return new BulkgenError(error.code, error.message, { hint, cause: error });
}

/** Verifies the database against what a snapshot says of its export, without the files. */
async function verifyRestored(context: CommandContext, name: string, options: VerifyCommandOptions): Promise<void> {
  const given = (['quick', 'regenerate'] as const).find((option) => options[option]);
  if (given !== undefined)
    throw new BulkgenError('invalid-option', `Option --${given} applies only to the files of an export`, {
      hint: `Leave out --${given}, or verify the file with \`bulkgen snapshot verify ${quotePath(name)}\`.`,
    });
  const [csvOption] = listCsvOptions(options, csvOnly);
  if (csvOption !== undefined)
    throw new BulkgenError('invalid-option', `Option --${csvOption} applies only to third-party CSV`, {
      hint: `Leave out --${csvOption}: ${name} is a snapshot.`,
    });
  const { readSnapshotManifest } = await import('../../snapshot/read-snapshot.ts');
  const { export: manifest } = await readSnapshotManifest({ snapshot: name });
  if (!manifest)
    throw new BulkgenError('invalid-option', `Expected the snapshot of an export, got that of a database: ${name}`, {
      hint: 'Restore it again with --full, which compares every row with the record of the snapshot.',
    });
  await loadModelOf(context, options, { manifest, place: name });
  const { text, ...verification } = await verifyImported(context, manifest, options);
  await context.result({ snapshot: name, totals: manifest.totals, ...verification }, text);
}

async function lint(
  { signal, onProgress, note, result }: CommandContext,
  folder: string,
  input: Input & { readonly kind: 'csv' },
  options: VerifyCommandOptions,
): Promise<void> {
  const [{ lintFolder }, { formatReport }, { describeUnmatched }] = await Promise.all([
    import('../../lint/lint-folder.ts'),
    import('../output/lint-report.ts'),
    import('../output/lint.ts'),
  ]);
  const { neo4jVersion: version, workers, format = 'text' } = options;
  const { kind: _, ...files } = input;
  const { checkReport, writeReport } = await import('../../import/admin/write-report.ts');
  if (options.reportFile !== undefined) await checkReport(options.reportFile);
  const linted = await lintFolder({ folder, ...files, version, workers, signal, onProgress });
  const { findings } = linted;
  const counts = { errors: countFindings(findings, 'error'), warnings: countFindings(findings, 'warning') };
  const text = formatReport(format, folder, linted);
  if (format !== 'text') for (const pattern of linted.unmatched) note(`Warning: ${describeUnmatched(pattern)}`);
  if (options.reportFile !== undefined) await writeReport(options.reportFile, text);
  await result({ folder, ...counts, ...linted }, text);
  refuseBroken(folder, linted, options);
}

interface VerifiedDatabase extends DatabaseVerification {
  readonly answers?: readonly Answer[];
  /** The result for a terminal. */
  readonly text: string;
}

/** Verifies the database of the login options, to the depth that the options say. */
async function verifyImported(
  { signal, onProgress }: CommandContext,
  manifest: Manifest,
  { database: name, full, answers: asks, ...login }: VerifyCommandOptions,
): Promise<VerifiedDatabase> {
  const named = typeof name === 'string' ? { database: name } : {};
  const connection = await readConnection({ ...login, ...named }, process.env, signal);
  const [{ useDatabase }, { verifyDatabase }, { graphOf }, { compareAnswers }] = await Promise.all([
    import('../../neo4j/driver.ts'),
    import('../../verify/database/verify-database.ts'),
    import('../../export/create-graph.ts'),
    import('../../verify/database/compare-answers.ts'),
  ]);
  const verify = async (database: Database): Promise<VerifiedDatabase> => {
    const depth = full ? 'full' : 'samples';
    const verification = await verifyDatabase({ database, manifest, depth, signal, onProgress });
    const text = formatVerification(verification);
    if (!asks) return { ...verification, text };
    const answers = await compareAnswers(database, graphOf(manifest), signal);
    const asked = `All ${answers.length} answers match: those to the questions of the model, and the fingerprint of each relationship type.\n`;
    return { ...verification, answers, text: `${text}${asked}` };
  };
  return useDatabase(connection, verify, signal);
}

/** Files are always verified in full and answer no questions, so these options without a database are a mistake. */
function refuseAlone(options: VerifyCommandOptions): void {
  if (wantsDatabase(options) || !(options.full || options.answers)) return;
  const option = options.full ? '--full' : '--answers';
  throw new BulkgenError('invalid-option', `Expected --database or --uri with ${option}, got neither`, {
    hint: `Write \`bulkgen verify --database ${option}\` for a database, or --regenerate for every row of the files.`,
  });
}

/** `verify --database estate` names the database `estate`; a folder of that name was probably meant as the export. */
function refuseFolderAsName(database: string | true | undefined, folder: string | undefined): void {
  if (typeof database !== 'string' || folder !== undefined || !existsSync(database)) return;
  throw new BulkgenError(
    'invalid-option',
    `Expected --database to be followed by the name of a database, got the folder \`${database}\``,
    { hint: `Write the folder first: \`bulkgen verify ${quotePath(database)} --database\`.` },
  );
}
