import { BulkgenError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { refuseDatabaseName, withExclusiveTarget } from '../replacement/exclusive.ts';
import { keepsPrevious } from '../replacement/journal.ts';
import { type Recovery, recoverUnlocked } from '../replacement/recover.ts';
import { beginReplacement } from '../replacement/replacement.ts';
import { measure, replaceStore } from '../replacement/run.ts';
import type { Target } from '../targets/target.ts';
import type { DatabaseVerification } from '../verify/database/verify-database.ts';
import { type AdminSettings, refuseSettings } from './admin/arguments.ts';
import type { ImportedCounts } from './admin/output.ts';
import { importSteps } from './import-steps.ts';
import { findPluginWarnings } from './preflight/plugins.ts';
import { findProblems, refuse } from './preflight/preflight.ts';
import { readCsvSource } from './sources/csv.ts';
import type { CsvFiles } from './sources/csv-files.ts';
import { readExportSource } from './sources/export.ts';
import type { Import, ImportSource } from './sources/source.ts';

/** What to import, where to, and how. */
export interface ImportOptions {
  /** A folder that `exportGraph` has written, or one of third-party CSV. */
  readonly folder: string;
  /** How to read third-party CSV. Without it the folder must be an export. */
  readonly csv?: CsvFiles | undefined;
  /** Where Neo4j runs: from `openEmbedded`, `openDocker`, `openLocal` or `chooseTarget`. */
  readonly target: Target;
  /** `neo4j` by default, the only database of Community. */
  readonly database?: string | undefined;
  /** Replace a database that holds nodes. */
  readonly force?: boolean | undefined;
  /** Run neo4j-admin's consistency check on the new store before it goes live. */
  readonly check?: boolean | undefined;
  /** Verify every row of the new database in the end, not only samples. */
  readonly full?: boolean | undefined;
  /** Keep the previous store, for `returnToPrevious`. */
  readonly keepPrevious?: boolean | undefined;
  /** Seconds that one step may take; no limit by default. */
  readonly timeout?: number | undefined;
  /** Options of neo4j-admin for the new store by name, such as `{ threads: '4' }`. */
  readonly settings?: AdminSettings | undefined;
  /** The model of the files, when it is not built in. */
  readonly model?: Model | undefined;
  /** Stops the import. The previous store is live again before the error is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
  /** Called with what was done about an earlier, interrupted import. */
  readonly onRecovery?: ((recovery: Recovery) => void) | undefined;
  /** Called with each thing that may keep the server from starting again. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Called with the name of each step when its journal entry is on the disk, before the step begins; awaited. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/** What was imported, and what was counted and compared in the new database: all of it agrees. */
export interface ImportResult extends DatabaseVerification, ImportedCounts {
  /** Size of the files. */
  readonly bytes: number;
  /** Number of events that were created after the import. */
  readonly events: number;
  readonly uri: string;
  readonly database: string;
  /** What was done first about an earlier, interrupted import. */
  readonly recovery: Recovery;
  /** Whether the previous store is kept: one existed, and the options asked for it. */
  readonly keptPrevious: boolean;
  /** What might have kept the server from starting again. */
  readonly warnings: readonly string[];
  /** Seconds of each step, in order. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Seconds in which a running server was stopped or its database incomplete; 0 for a server that was stopped before. */
  readonly downtime: number;
}

/**
 * Imports an export or third-party CSV. First it recovers an interrupted import and runs the preflight checks. Then
 * neo4j-admin builds a staging store while the server keeps running. bulkgen stops the server, swaps the stores, starts the
 * server, creates events, constraints and indexes, and verifies the result. If anything fails, by an error or by `signal`,
 * the previous store is live again and a server that was running runs again; after a `kill -9` the next import or
 * `recoverImport` restores them. Afterwards a server that bulkgen made (`target.keepsRunning`) is running, any other is as
 * it was. Throws what `verifyFiles` throws; `not-ready` with `problems`, or the only problem itself; `import-running`;
 * `admin-failed`, `store-inconsistent`, `counts-differ`, `schema-failed`, `timed-out`, and the errors of starting and
 * connecting.
 */
export async function importGraph(options: ImportOptions): Promise<ImportResult> {
  checkOptions('importGraph', options, importForms);
  return importSource(await readSource(options), options);
}

/** The forms of the options of every operation that replaces a database. */
export const settingForms: OptionForms<ImportSettings> = {
  target: 'target',
  database: 'any',
  force: 'boolean',
  check: 'boolean',
  full: 'boolean',
  keepPrevious: 'boolean',
  timeout: 'any',
  settings: 'any',
  signal: 'signal',
  onProgress: 'function',
  onRecovery: 'function',
  onWarning: 'function',
  onStep: 'function',
};

export const importForms: OptionForms<ImportOptions> = { folder: 'folder', csv: 'any', model: 'any', ...settingForms };

/** The options of an import that do not depend on its source. */
export type ImportSettings = Omit<ImportOptions, 'folder' | 'csv' | 'model'>;

/** `importGraph` of a source that was read already. */
export async function importSource(source: ImportSource, options: ImportSettings): Promise<ImportResult> {
  const { target, database = 'neo4j', signal, timeout, onStep } = options;
  return withExclusiveTarget(target, database, async () => {
    const recovery = await recoverUnlocked(target, database);
    if (recovery.outcome !== 'nothing') options.onRecovery?.(recovery);
    const work = await prepareImport(options, source);
    const seconds: Record<string, number> = {};
    refuse(await findProblems(work, signal, () => measure(seconds, 'files', () => source.checkFiles())));
    const warnings = await findPluginWarnings(target);
    for (const warning of warnings) options.onWarning?.(warning);
    await replaceStore(importSteps(source.fill), work, { seconds, timeout, signal, onStep });
    return {
      ...work.imported!,
      ...pickCounts(work.verification!),
      bytes: source.bytes,
      events: source.events,
      ...work.verification!,
      uri: work.opened!.connection.uri,
      database,
      recovery,
      keptPrevious: keepsPrevious(work.journal),
      warnings,
      seconds,
      downtime: sumDowntime(work, seconds),
    };
  });
}

/** The counts of a source that promises none. */
function pickCounts({ counted }: DatabaseVerification): Partial<ImportedCounts> {
  if (!counted) return {};
  const { nodes, relationships, properties } = counted;
  return { nodes, relationships, ...(properties !== undefined && { properties }) };
}

function sumDowntime({ journal, source }: Import, seconds: Readonly<Record<string, number>>): number {
  if (!journal.wasRunning) return 0;
  const names = importSteps(source.fill).map(({ name }) => name);
  const unavailable = names.slice(names.indexOf('stop'), names.indexOf('verify') + 1);
  return unavailable.reduce((sum, name) => sum + (seconds[name] ?? 0), 0);
}

/** Reads the source of an import. Everything that needs no target is checked before the target is used. */
export async function readSource({ database = 'neo4j', ...options }: ImportOptions): Promise<ImportSource> {
  refuseDatabaseName(database);
  const { csv, full = false, settings = {} } = options;
  refuseSettings(settings);
  if (csv && full) {
    throw new BulkgenError('invalid-option', 'Option --full applies only to an export of bulkgen', {
      hint: 'Leave out --full: third-party CSV is verified by its counts per label and type.',
    });
  }
  return csv ? readCsvSource({ ...options, csv }) : readExportSource(options);
}

/** Prepares an import by looking at the store as it is now; nothing is changed. Throws `invalid-option` for `settings`. */
export async function prepareImport(options: ImportSettings, source: ImportSource): Promise<Import> {
  const { target, database = 'neo4j', onProgress } = options;
  const { force = false, check = false, full = false, keepPrevious = false, settings = {} } = options;
  refuseSettings(settings);
  const replacement = await beginReplacement({ target, database, keepPrevious, onProgress });
  const found = { imported: undefined, lastTransaction: undefined, verification: undefined };
  return { ...replacement, source, force, check, full, settings, ...found };
}
