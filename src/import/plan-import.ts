import type { BulkgenError } from '../errors.ts';
import { refuseDatabaseName } from '../replacement/exclusive.ts';
import { isInterrupted } from '../replacement/recover.ts';
import { locateAdminFiles } from './admin/files.ts';
import { argumentsOf } from './admin/importer.ts';
import { loadArguments } from './admin/loader.ts';
import type { ImportedCounts } from './admin/output.ts';
import type { ImportEstimate } from './estimate-import.ts';
import { type ImportOptions, type ImportSettings, prepareImport, readSource } from './import-graph.ts';
import { importSteps } from './import-steps.ts';
import { readFreeMemory } from './preflight/memory.ts';
import { findPluginWarnings } from './preflight/plugins.ts';
import { findProblems } from './preflight/preflight.ts';
import { readFreeSpace } from './preflight/space.ts';
import type { ImportSource } from './sources/source.ts';

/** What an import would do, as far as can be seen without a change. */
export interface ImportPlan {
  /** Undefined where nobody has counted. */
  readonly counts: Partial<ImportedCounts> | undefined;
  /** Of the files. */
  readonly bytes: number;
  /** That would be created after the import. */
  readonly events: number;
  readonly database: string;
  /** Whether the server runs, and would be stopped for a while. */
  readonly running: boolean;
  /** Whether an import that was killed would be undone or finished first. */
  readonly interrupted: boolean;
  /** Names of the steps, in order. */
  readonly steps: readonly string[];
  /** Of `neo4j-admin`. */
  readonly arguments: readonly string[];
  readonly needs: ImportEstimate;
  readonly free: { readonly diskBytes: number | undefined; readonly memoryBytes: number };
  /** What may keep the server from starting again. */
  readonly warnings: readonly string[];
  /** Everything that would make it fail. */
  readonly problems: readonly BulkgenError[];
}

/** Plans an import and looks for everything that would make it fail; nothing is touched. */
export async function planImport(options: ImportOptions): Promise<ImportPlan> {
  return planSource(await readSource(options), options);
}

/** `planImport` of what was already read. */
export async function planSource(source: ImportSource, options: ImportSettings): Promise<ImportPlan> {
  const { target, signal } = options;
  refuseDatabaseName(options.database ?? 'neo4j');
  const work = await prepareImport(options, source);
  const { database } = work;
  // Where no manifest says what there is, the files must be read for it.
  const problems = await findProblems(work, signal, () => (source.counts ? undefined : source.checkFiles()));
  const { input, counts, bytes, events, estimate } = source;
  return {
    ...{ counts, bytes, events, database },
    running: work.journal.wasRunning,
    interrupted: await isInterrupted({ target, database }),
    steps: importSteps(source.fill)
      .filter(({ isNeeded }) => isNeeded?.(work) !== false)
      .map(({ name }) => name),
    arguments:
      input.kind === 'csv' ? argumentsOf(work, input) : loadArguments(database, locateAdminFiles(work).configFile),
    needs: estimate,
    free: { diskBytes: await readFreeSpace(work), memoryBytes: await readFreeMemory(target) },
    warnings: await findPluginWarnings(target),
    problems,
  };
}
