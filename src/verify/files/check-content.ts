import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { type Manifest, type ManifestFile, type ManifestTable, manifestName } from '../../export/manifest.ts';
import { type ExportPlan, listPlaces, type PartPlace } from '../../export/plan.ts';
import { readContent } from '../../export/read-content.ts';
import { shareParts } from '../../export/share-parts.ts';
import type { Table } from '../../model/table.ts';
import { builtInModels } from '../../model-loader/known-models.ts';
import { hashChunks } from '../../system/checksum.ts';
import { runJobs } from '../../threads/run-jobs.ts';
import { runHere, startThread } from '../../threads/thread.ts';
import { type CheckedPart, checkPart, type PartCheckOptions } from './check-part.ts';
import type { CheckWorkerSettings } from './check-worker.ts';
import { fileDiffers, fileUnreadable, partDiffers } from './file-errors.ts';

export interface ContentCheck extends PartCheckOptions {
  readonly manifest: Manifest;
  readonly plan: ExportPlan;
  /** The parts to check, all by default. */
  readonly places?: readonly PartPlace[] | undefined;
}

/** Checks the hash of every file, and its rows when the depth asks for them. Throws for the first file that is wrong. */
export async function checkContent({ manifest, plan, places, ...options }: ContentCheck): Promise<void> {
  const { folder, onBytes } = options;
  for (const { header } of manifest.tables) {
    const { path } = header;
    const found = await hashHeader(join(folder, path), onBytes);
    if (found !== header.sha256) throw fileDiffers({ folder, path, expected: `sha256 ${header.sha256}`, found });
  }
  const checked = await checkParts(plan, places ?? listPlaces(plan), options);
  for (const [index, table] of manifest.tables.entries()) {
    const parts = checked[index]!;
    for (const [place, part] of table.parts.entries()) {
      const found = parts[place];
      if (found) await refuseDamaged(found, part, { plan, folder });
    }
    if (Object.keys(parts).length === table.parts.length) {
      refuseWrongCount(folder, table, plan.tables[index]!.table, parts);
    }
  }
}

async function refuseDamaged(
  { sha256, wrongRow, difference }: CheckedPart,
  part: ManifestFile,
  { plan, folder }: { readonly plan: ExportPlan; readonly folder: string },
): Promise<void> {
  const { path } = part;
  if (sha256 !== part.sha256) {
    throw await partDiffers(plan, { folder, path, expected: `sha256 ${part.sha256}`, found: sha256 });
  }
  if (wrongRow) {
    const { line, column, expected, found } = wrongRow;
    const place = `${path}, line ${line}${column === undefined ? '' : `, column \`${column}\``}`;
    throw fileDiffers({ folder, path: place, expected, found });
  }
  if (difference) {
    const isOwnModel = !builtInModels.includes(plan.graph.model);
    throw fileDiffers({
      folder,
      path,
      expected: 'the rows of its model',
      found: 'different rows',
      difference,
      isOwnModel,
    });
  }
}

/** Checks the number of properties, because the database is later counted against it. */
function refuseWrongCount(
  folder: string,
  table: ManifestTable,
  { columns }: Table,
  parts: readonly CheckedPart[],
): void {
  if (parts.some(({ nulls }) => nulls === undefined)) return;
  const nulls = parts.reduce((sum, part) => sum + part.nulls!, 0);
  const properties = table.rows * Object.keys(columns).length - nulls;
  if (properties === table.properties) return;
  const expected = `Expected the properties of ${table.name} in ${join(folder, manifestName)}`;
  throw new BulkgenError('manifest-invalid', `${expected} to be ${properties}, got \`${table.properties}\``, {
    hint: 'Run `bulkgen export` again: the manifest was changed after the export.',
  });
}

async function hashHeader(path: string, onBytes: (bytes: number) => void): Promise<string> {
  try {
    return await hashChunks(readContent(path), ({ length }) => onBytes(length));
  } catch (cause) {
    throw fileUnreadable(path, cause);
  }
}

/** Starting a thread takes longer than checking these rows. */
const rowsPerThread = 500_000;

/**
 * Checks parts of a plan on all cores. Returns the results by table and part. Throws `file-unreadable`,
 * `file-differs` for a part that cannot be decompressed, and `worker-failed`.
 */
async function checkParts(
  plan: ExportPlan,
  places: readonly PartPlace[],
  { signal, onBytes, ...options }: PartCheckOptions,
): Promise<readonly (readonly CheckedPart[])[]> {
  const checked = plan.tables.map((): CheckedPart[] => []);
  const wanted = options.depth === 'hashes' ? 1 : 'auto'; // hashing alone ends before a thread has started
  const { jobs, workers, groupOf, settings } = shareParts(plan, places, { workers: wanted, rowsPerThread });
  await runJobs<PartPlace, CheckedPart>(jobs, {
    ...{ workers, groupOf },
    start(runSignal) {
      if (!settings) return runHere((place) => checkPart(plan, place, { ...options, onBytes, signal: runSignal }));
      const workerSettings: CheckWorkerSettings = { plan: settings, ...options };
      return startThread(import.meta.url, 'check-worker', {
        settings: workerSettings,
        onAdvance: onBytes,
        signal: runSignal,
      });
    },
    onResult: async ({ table, part }, found) => {
      checked[table]![part] = found;
    },
    signal,
  });
  return checked;
}
