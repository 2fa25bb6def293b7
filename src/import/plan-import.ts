import type { BulkgenError } from '../errors.ts';
import type { ImportEstimate } from '../export/estimate-import.ts';
import { checkOptions } from '../options/check-options.ts';
import { refuseDatabaseName } from '../replacement/exclusive.ts';
import { isInterrupted } from '../replacement/recover.ts';
import { locateAdminFiles } from './admin/files.ts';
import { argumentsOf } from './admin/importer.ts';
import { loadArguments } from './admin/loader.ts';
import type { ImportedCounts } from './admin/output.ts';
import { type ImportOptions, type ImportSettings, importForms, prepareImport, readSource } from './import-graph.ts';
import { importSteps } from './import-steps.ts';
import { readFreeMemory, readFreeSpace } from './preflight/machine.ts';
import { findPluginWarnings } from './preflight/plugins.ts';
import { findProblems } from './preflight/preflight.ts';
import type { ImportSource } from './sources/source.ts';

/** What an import would do, as far as bulkgen can see without changing anything. */
export interface ImportPlan {
  /** Undefined where the rows are not counted. */
  readonly counts: Partial<ImportedCounts> | undefined;
  /** Size of the files. */
  readonly bytes: number;
  /** Number of events that would be created after the import. */
  readonly events: number;
  readonly database: string;
  /** What bulkgen would do first where the server does not exist yet. */
  readonly creation?: string | undefined;
  /** Whether the server is running; the import would stop it for a while. */
  readonly running: boolean;
  /** Whether an interrupted import would be undone or finished first. */
  readonly interrupted: boolean;
  /** Names of the steps, in order. */
  readonly steps: readonly string[];
  /** The arguments of neo4j-admin. */
  readonly arguments: readonly string[];
  readonly needs: ImportEstimate;
  readonly free: { readonly diskBytes: number | undefined; readonly memoryBytes: number };
  /** What may keep the server from starting again. */
  readonly warnings: readonly string[];
  /** Everything that would make the import fail. */
  readonly problems: readonly BulkgenError[];
}

/** Plans an import and finds everything that would make it fail. Changes nothing; throws what reading the files throws. */
export async function planImport(options: ImportOptions): Promise<ImportPlan> {
  checkOptions('planImport', options, importForms);
  return planSource(await readSource(options), options);
}

/** `planImport` of a source that was read already. */
export async function planSource(source: ImportSource, options: ImportSettings): Promise<ImportPlan> {
  const { target, signal } = options;
  refuseDatabaseName(options.database ?? 'neo4j');
  const work = await prepareImport(options, source);
  const { database } = work;
  // Without a manifest, only reading the files shows what would be imported.
  const problems = await findProblems(work, signal, () =>
    source.counts ? source.glanceAtFiles?.() : source.checkFiles(),
  );
  const { input, counts, bytes, events, estimate } = source;
  return {
    counts,
    bytes,
    events,
    database,
    creation: target.creation?.description,
    running: work.journal.wasRunning,
    interrupted: await isInterrupted({ target, database }),
    steps: importSteps(source.fill)
      .filter(({ isNeeded }) => isNeeded?.(work) !== false)
      .map(({ name }) => name),
    arguments:
      input.kind === 'csv' ? argumentsOf(work, input) : loadArguments(database, locateAdminFiles(work).configFile),
    needs: estimate,
    free: { diskBytes: await readFreeSpace(target), memoryBytes: await readFreeMemory(target) },
    warnings: await findPluginWarnings(target),
    problems,
  };
}
