import { BulkgenError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import { refuseDatabaseName, withExclusiveTarget } from '../replacement/exclusive.ts';
import { keepsPrevious } from '../replacement/journal.ts';
import { type Recovery, recoverUnlocked } from '../replacement/recover.ts';
import { beginReplacement } from '../replacement/replacement.ts';
import { measure, replaceStore } from '../replacement/run.ts';
import type { Target } from '../targets/target.ts';
import type { DatabaseVerification } from '../verify/database/verify-database.ts';
import type { AdminSettings } from './admin/arguments.ts';
import type { ImportedCounts } from './admin/output.ts';
import { importSteps } from './import-steps.ts';
import { findPluginWarnings } from './preflight/plugins.ts';
import { findProblems, refuse } from './preflight/preflight.ts';
import { type CsvFiles, readCsvSource } from './sources/csv.ts';
import { readExportSource } from './sources/export.ts';
import type { Import, ImportSource } from './sources/source.ts';

export interface ImportOptions {
  /** A folder that `exportGraph` wrote, or of CSV that others wrote. */
  readonly folder: string;
  /** How CSV that others wrote is to be read; the folder is an export when this is absent. */
  readonly csv?: CsvFiles | undefined;
  readonly target: Target;
  /** `neo4j` by default, the one database of Community. */
  readonly database?: string;
  /** Replace a database that holds nodes. */
  readonly force?: boolean;
  /** Run the consistency check of neo4j-admin on the new store before it goes live. */
  readonly check?: boolean;
  /** Prove every row of the new database in the end, not samples alone. */
  readonly full?: boolean;
  /** Keep the store that was there, for `returnToPrevious`. */
  readonly keepPrevious?: boolean;
  /** Most seconds that a step may take; without end by default. */
  readonly timeout?: number | undefined;
  readonly settings?: AdminSettings;
  /** The model of the files, when it is not one of bulkgen's own. */
  readonly model?: Model;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
  /** Told what was done about an import that was interrupted, and what may keep the server from starting again. */
  readonly onRecovery?: ((recovery: Recovery) => void) | undefined;
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Told the name of each step when its journal entry is on the disk and before it begins; waited for. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/** With what was counted and compared in the database afterwards; every one agrees. */
export interface ImportResult extends DatabaseVerification, ImportedCounts {
  /** Of the files. */
  readonly bytes: number;
  /** That were created after the import. */
  readonly events: number;
  readonly uri: string;
  readonly database: string;
  /** What was done first about an import that was interrupted before this one. */
  readonly recovery: Recovery;
  /** Whether there was a store before, and it is kept. */
  readonly keptPrevious: boolean;
  /** What might have kept the server from starting again. */
  readonly warnings: readonly string[];
  /** Seconds of each step, in order. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Seconds for which a running server was away or not complete, from its stop to the last proof; 0 for a stopped one. */
  readonly downtime: number;
}

/**
 * Imports an export: what an interrupted import left is settled, everything that could go wrong is looked for, `neo4j-admin`
 * fills a staging store while the server goes on; then the server is stopped, the stores are swapped, the server started,
 * events, constraints and indexes made, and everything counted. Whatever fails, by an error or by `signal`, the store that
 * was there is back and a server that was running runs again; after a `kill -9` the next import or `recoverImport` sees to
 * that. A server that bulkgen made (`target.keepsRunning`) is running afterwards, any other as before.
 * Throws what `verifyFiles` throws; `not-ready` with `problems`, or the one problem; `import-running`; `admin-failed`,
 * `store-inconsistent`, `counts-differ`, `schema-failed`, `timed-out`, and the errors of starting and connecting.
 */
export async function importGraph(options: ImportOptions): Promise<ImportResult> {
  return importSource(await readSource(options), options);
}

/** What decides how an import works, whatever it is made of. */
export type ImportSettings = Omit<ImportOptions, 'folder' | 'csv' | 'model'>;

/** `importGraph` of what was already read. */
export async function importSource(source: ImportSource, options: ImportSettings): Promise<ImportResult> {
  const { target, database = 'neo4j', signal, timeout, onStep } = options;
  const seconds: Record<string, number> = {};
  return withExclusiveTarget(target, database, async () => {
    const recovery = await recoverUnlocked(target, database);
    if (recovery.outcome !== 'nothing') options.onRecovery?.(recovery);
    const work = await prepareImport(options, source);
    refuse(await findProblems(work, signal, () => measure(seconds, 'files', () => source.checkFiles())));
    const warnings = await findPluginWarnings(target);
    for (const warning of warnings) options.onWarning?.(warning);
    const steps = importSteps(source.fill);
    await replaceStore(steps, work, { seconds, timeout, signal, onStep });
    const names = steps.map(({ name }) => name);
    const away = work.journal.wasRunning ? names.slice(names.indexOf('stop'), names.indexOf('verify') + 1) : [];
    const downtime = away.reduce((sum, name) => sum + (seconds[name] ?? 0), 0);
    const { bytes, events } = source;
    const keptPrevious = keepsPrevious(work.journal);
    const uri = work.opened!.connection.uri;
    const { imported, proof } = work;
    return {
      ...imported!,
      bytes,
      events,
      ...proof!,
      uri,
      database,
      recovery,
      keptPrevious,
      warnings,
      seconds,
      downtime,
    };
  });
}

/** What is to be imported; all that can be judged without the target is, before it is asked for anything. */
export async function readSource({ database = 'neo4j', ...options }: ImportOptions): Promise<ImportSource> {
  refuseDatabaseName(database);
  const { csv, full = false } = options;
  if (csv && full) {
    throw new BulkgenError('invalid-option', 'Expected no --full, which only an export of bulkgen can be proven by', {
      hint: 'Files of others are counted, by label and type; leave it out.',
    });
  }
  return csv ? readCsvSource({ ...options, csv }) : readExportSource(options);
}

/** What an import would work with; nothing is changed. */
export async function prepareImport(options: ImportSettings, source: ImportSource): Promise<Import> {
  const { target, database = 'neo4j', onProgress } = options;
  const { force = false, check = false, full = false, keepPrevious = false, settings = {} } = options;
  const replacement = await beginReplacement({ target, database, keepPrevious, onProgress });
  return { ...replacement, source, force, check, full, settings, imported: undefined, proof: undefined };
}
