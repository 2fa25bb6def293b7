import { throwIfAborted } from '../errors.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import type { WorkerCount } from '../threads/run-jobs.ts';
import { graphForms } from './create-graph.ts';
import { refuseFullDisk } from './estimate.ts';
import { type FinishedParts, recordPart } from './finished-parts.ts';
import { listNotes } from './list-notes.ts';
import { createManifest, formatManifest, type Manifest, type ManifestTable, settingsOf } from './manifest.ts';
import { refuseOtherExport } from './other-export.ts';
import { openOutputFolder } from './output-folder.ts';
import { countRows, type ExportPlan, listPlaces, partAt } from './plan.ts';
import { type PlanChoice, planOptions } from './plan-options.ts';
import { readManifest } from './read-manifest.ts';
import { findUpToDate } from './up-to-date.ts';
import { writeHeaders } from './write-headers.ts';
import { writeParts } from './write-parts.ts';

/** Which graph to export, where to, and how. */
export interface ExportOptions extends PlanChoice {
  /** The output folder. It is created if it does not exist. */
  readonly folder: string;
  /** How many threads write. `auto` (default): one for each core, fewer for a small export. The bytes do not depend on it. */
  readonly workers?: WorkerCount | undefined;
  /** Writes all files, also if the folder holds this very export, or one with other settings. */
  readonly force?: boolean | undefined;
  /** Stops the export. The earlier files stay as they were. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of the step `export`. */
  readonly onProgress?: ProgressListener | undefined;
}

/** An export that is complete on the disk. */
export interface ExportResult {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether no table of the model was left out. */
  readonly complete: boolean;
  readonly seconds: number;
  /** Whether the folder held this export already, by its manifest and the sizes of its files. Nothing was written then. */
  readonly upToDate: boolean;
  /** What is right but may surprise, such as a kind without nodes because the counts of the other kinds took all. */
  readonly notes: readonly string[];
  /** How many nodes are wrong on purpose, by what is wrong with them. */
  readonly dirty: Readonly<Record<string, number>>;
}

/**
 * Writes a graph as header-typed CSV for neo4j-admin, with a manifest. All files are complete on disk before they replace an
 * earlier export in the folder. If anything fails or `signal` fires before that, the earlier export stays as it was. Throws
 * `invalid-option`, `foreign-folder`, `export-exists`, `export-running`, `no-space`, `worker-failed` and `write-failed`.
 */
export async function exportGraph(options: ExportOptions): Promise<ExportResult> {
  checkOptions('exportGraph', options, exportForms);
  const { folder, signal, onProgress } = options;
  const startedAt = performance.now();
  const plan = planOptions(options);
  const facts = { complete: plan.complete, notes: listNotes(plan.graph), dirty: plan.graph.dirty.kinds };
  const secondsSoFar = (): number => (performance.now() - startedAt) / 1000;
  const { force = false } = options;
  const found = force ? undefined : await findUpToDate(folder, plan);
  if (found) return { folder, manifest: found, seconds: secondsSoFar(), upToDate: true, ...facts };
  const refuse = (earlier: Manifest): void => (force ? undefined : refuseOtherExport(folder, earlier, plan));
  await readManifest({ folder }).then(refuse, () => {}); // before the draft of a dead export is removed
  await refuseFullDisk(plan, folder);
  const draft = await openOutputFolder(folder, JSON.stringify(settingsOf(plan)), refuse);
  const tracker = new ProgressTracker(onProgress);
  try {
    tracker.start('export', {
      message: draft.finished.size > 0 ? 'Continuing the export that was interrupted' : 'Exporting the graph',
      finished: 'Exported the graph',
      total: plan.rows,
      unit: 'rows',
    });
    const tables = await writeTables(plan, { ...draft, workers: options.workers, tracker, signal });
    const manifest = createManifest(plan, tables);
    throwIfAborted(signal);
    await draft.publish(formatManifest(manifest));
    tracker.finish();
    return { folder, manifest, seconds: secondsSoFar(), upToDate: false, ...facts };
  } finally {
    await draft.discard();
  }
}

/** The forms of the options of an export. */
export const exportForms: OptionForms<ExportOptions> = {
  folder: 'folder',
  ...graphForms,
  ids: 'any',
  parts: 'any',
  gzip: 'boolean',
  tables: 'texts',
  workers: 'any',
  force: 'boolean',
  signal: 'signal',
  onProgress: 'function',
};

interface WriteContext {
  readonly folder: string;
  readonly finished: FinishedParts;
  readonly workers: WorkerCount | undefined;
  readonly tracker: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

/** Writes headers and the parts that are not finished yet. Returns the tables as the manifest lists them. */
async function writeTables(plan: ExportPlan, context: WriteContext): Promise<readonly ManifestTable[]> {
  const { folder, finished, workers, tracker, signal } = context;
  const written = new Map(finished);
  const missing = listPlaces(plan).filter((place) => !written.has(partAt(plan, place).path));
  tracker.advance(plan.rows - countRows(plan, missing));
  await writeParts(plan, missing, {
    ...{ folder, workers, signal },
    onRows: (rows) => tracker.advance(rows),
    async onPart(place, result) {
      const { path } = partAt(plan, place);
      written.set(path, result);
      await recordPart(folder, path, result);
    },
  });
  return writeHeaders(plan, folder, written);
}
