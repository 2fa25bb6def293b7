import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import { refuseBroken } from '../../lint/lint-result.ts';
import type { Connection, Database } from '../../neo4j/driver.ts';
import { formatBytes } from '../../system/format-bytes.ts';
import type { WorkerCount } from '../../threads/run-jobs.ts';
import type { DatabaseVerification } from '../../verify/database/verify-database.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { type ConnectionOptions, connectionOptions, readConnection } from '../options/connection.ts';
import {
  type CsvCommandOptions,
  csvOptions,
  isForeign,
  nameFolder,
  ofOthers,
  readCsvOptions,
  readFileGroups,
  refuseCsvOptions,
  refuseExportOptions,
} from '../options/csv.ts';
import { readAutoOrCount, readNeo4jVersion } from '../options/values.ts';
import { formatCount } from '../output/format.ts';
import { formatProof } from '../output/proof.ts';

interface VerifyCommandOptions extends ConnectionOptions, CsvCommandOptions {
  /** A name, or true for the default one. */
  readonly database?: string | true;
  readonly full?: boolean;
  readonly quick?: boolean;
  readonly regenerate?: boolean;
  readonly neo4jVersion?: string;
  readonly workers?: WorkerCount;
}

/** What each depth proved, for the result. */
const proofs = {
  sizes: 'by their sizes',
  rows: 'every sha256 equal, every value of its type, every id once, every end a node of the model',
  regenerate: 'every row as the model makes it',
} as const;

export function verifyCommand(): Command {
  return createCommand<VerifyCommandOptions>({
    name: 'verify',
    summary: 'prove that files, and a database, are what the manifest says; lint files of others',
    description: `Proves that the files of an export, and with --database what was imported from them, are what its manifest says. A
folder without a manifest, or files named with --nodes and --relationships, are read as neo4j-admin would read them: errors
are what it would refuse, warnings what it would take but change. Ends with exit code 3 when something is wrong.`,
    arguments: { '[dir]': 'the folder of the export, or of other CSV files (default: import)' },
    options: [
      new Option('--database [name]', 'also the database imported from it: every count, every index, some rows'),
      new Option('--full', 'of the database every row, by a digest of each table'),
      new Option('--quick', 'sizes, headers and first rows alone, no hashes').conflicts('regenerate'),
      new Option('--regenerate', 'also make every row anew and compare it'),
      ...connectionOptions(),
      ...csvOptions(),
      ...[
        new Option('--neo4j-version <version>', 'read them as the importer of that Neo4j (default: 5.26)').argParser(
          readNeo4jVersion,
        ),
        new Option('--workers <n|auto>', 'threads that read them (default: auto, one a core)').argParser(
          readAutoOrCount,
        ),
      ].map(ofOthers),
    ],
    examples: [
      'bulkgen verify',
      'bulkgen verify --regenerate',
      'bulkgen verify /tmp/estate --database --full',
      'bulkgen verify /data/csv --multiline-fields',
    ],
    async run(context, { database, full, quick, regenerate, ...options }, given) {
      const folder = nameFolder(given, options);
      const wantsDatabase = database !== undefined || options.uri !== undefined;
      const asksForManifest = quick || regenerate || full || wantsDatabase;
      if (!asksForManifest && (await isForeign(folder, options))) return lint(context, folder, options);
      refuseFolderAsName(database, given);
      if (asksForManifest && (await isForeign(folder, {}))) {
        refuseExportOptions(folder, { quick, regenerate, database, full, uri: options.uri });
      }
      refuseCsvOptions(folder, options, ['workers', 'neo4jVersion']);
      const { signal, onProgress } = context;
      refuseFullAlone(full, wantsDatabase);
      const { verifyFiles } = await import('../../verify/files/verify-files.ts');
      const depth = quick ? 'sizes' : regenerate ? 'regenerate' : 'rows';
      const manifest = await verifyFiles(folder, { depth, signal, onProgress });
      const { totals } = manifest;
      const files = `${folder} holds what its manifest says: ${formatCount(totals.nodes)} nodes and ${formatCount(totals.relationships)} relationships in ${formatBytes(totals.bytes)}, ${proofs[depth]}\n`;
      if (!wantsDatabase) {
        await context.result({ folder, totals, checks: [] }, files);
        return;
      }
      const connection = await readConnection({ ...options, ...(typeof database === 'string' && { database }) });
      const proof = await proveDatabase(context, connection, { manifest, depth: full ? 'full' : 'samples' });
      await context.result({ folder, totals, ...proof }, `${files}${formatProof(proof)}`);
    },
  });
}

async function lint(
  { signal, onProgress, result }: CommandContext,
  folder: string,
  options: VerifyCommandOptions,
): Promise<void> {
  const [{ lintFolder }, { formatLint }] = await Promise.all([
    import('../../lint/lint-folder.ts'),
    import('../output/lint.ts'),
  ]);
  const csv = {
    options: readCsvOptions(options),
    groups: readFileGroups(options),
    version: options.neo4jVersion,
    workers: options.workers,
  };
  const linted = await lintFolder(folder, { ...csv, signal, onProgress });
  await result({ folder, ...linted }, formatLint(folder, linted));
  refuseBroken(folder, linted, options);
}

async function proveDatabase(
  { signal, onProgress }: CommandContext,
  connection: Connection,
  { manifest, depth }: { readonly manifest: Manifest; readonly depth: 'samples' | 'full' },
): Promise<DatabaseVerification> {
  const [{ graphOf }, { useDatabase }, { verifyDatabase }] = await Promise.all([
    import('../../export/manifest-graph.ts'),
    import('../../neo4j/driver.ts'),
    import('../../verify/database/verify-database.ts'),
  ]);
  const prove = (opened: Database): Promise<DatabaseVerification> =>
    verifyDatabase(opened, manifest, graphOf(manifest), { depth, signal, onProgress });
  return useDatabase(connection, prove, signal);
}

/** Files are proven in full anyway. */
function refuseFullAlone(full: boolean | undefined, wantsDatabase: boolean): void {
  if (!full || wantsDatabase) return;
  throw new BulkgenError(
    'invalid-option',
    'Expected --database or --uri with --full, which proves a database, got neither',
    {
      hint: 'Write bulkgen verify --database --full; every row of files is proven by --regenerate.',
    },
  );
}

/** `verify --database estate` reads `estate` as the name of a database; who has a folder of that name meant that. */
function refuseFolderAsName(database: string | true | undefined, folder: string | undefined): void {
  if (typeof database !== 'string' || folder !== undefined || !existsSync(database)) return;
  throw new BulkgenError(
    'invalid-option',
    `Expected the name of a database after --database, got the folder \`${database}\``,
    {
      hint: `Write the folder first: bulkgen verify ${database} --database.`,
    },
  );
}
