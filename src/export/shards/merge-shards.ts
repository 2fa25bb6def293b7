import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError, explainFileSystem, folderMissing, throwIfAborted } from '../../errors.ts';
import type { Model } from '../../model/model.ts';
import { checkOptions } from '../../options/check-options.ts';
import { localFiles } from '../../system/local-files.ts';
import { graphOf } from '../create-graph.ts';
import {
  createManifest,
  describeTable,
  formatManifest,
  type Manifest,
  type ManifestTable,
  manifestName,
} from '../manifest.ts';
import { nameDifferences } from '../other-export.ts';
import { type ExportPlan, planExport } from '../plan.ts';
import { readManifest } from '../read-manifest.ts';
import { findUpToDate } from '../up-to-date.ts';
import { writeHeader } from '../write-header.ts';
import type { WrittenPart } from '../write-part.ts';
import { settingsThatDiffer } from './refuse-other-shards.ts';
import { dealParts, parseShard } from './shard.ts';
import { attemptPrefix, isOfShard, readShardRecords, type ShardRecord } from './shard-record.ts';

/** Which shards to merge. */
export interface MergeOptions {
  /** The folder of the shards. */
  readonly folder: string;
  /** The model of the shards, when it is neither built in nor loaded with `loadModel`. */
  readonly model?: Model | undefined;
  /** Stops the merge. The shards stay as they were. */
  readonly signal?: AbortSignal | undefined;
}

/** An export that was made of shards. */
export interface MergeResult {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether the shards were merged already. */
  readonly upToDate: boolean;
}

/**
 * Makes one export of the shards in a folder: the same files as an export without shards, byte for byte. Every part must be there with
 * the size that a record says. The files themselves are not read; `verifyFiles` does that. Can be repeated after any interruption, and
 * done twice at once.
 *
 * Throws `no-manifest` where there are no shards, `file-missing` naming the shards that must be written, `file-unexpected` for shards of
 * different exports, `manifest-invalid`, `invalid-model` and `write-failed`.
 */
export async function mergeShards(options: MergeOptions): Promise<MergeResult> {
  checkOptions('mergeShards', options, { folder: 'folder', model: 'any', signal: 'signal' });
  const { folder } = options;
  await readdir(folder).catch((cause) => {
    throw folderMissing(folder, cause);
  });
  const merged = await finishMerge(options);
  if (merged) return { folder, manifest: merged, upToDate: true };
  try {
    const manifest = await merge(options);
    await removeShardFiles(folder);
    return { folder, manifest, upToDate: false };
  } catch (error) {
    const other = await finishMerge(options); // another merge was faster, and removed the records
    if (other) return { folder, manifest: other, upToDate: true };
    throw explainFileSystem(error, `Could not merge the shards in ${folder}`, 'Run `bulkgen merge` again.');
  }
}

/** The export of a folder that is merged. What a merge left when it was killed is removed. */
async function finishMerge({ folder, model }: MergeOptions): Promise<Manifest | undefined> {
  const manifest = await readManifest({ folder }).catch(() => undefined);
  if (!manifest) return undefined;
  const gzip = manifest.tables.some(({ parts }) => parts[0]!.path.endsWith('.gz'));
  const tables = manifest.tables.map(({ name, parts }) => ({ name, parts: parts.length }));
  const whole = await findUpToDate(folder, planOf({ ...manifest, gzip, tables }, model));
  if (whole) await removeShardFiles(folder);
  return whole;
}

async function merge({ folder, model, signal }: MergeOptions): Promise<Manifest> {
  const records = await readShardRecords(folder);
  const [first] = records;
  if (!first) {
    throw new BulkgenError('no-manifest', `Expected shards of an export in ${folder}, found no record of one`, {
      hint: 'Name the folder that `bulkgen export --shard` wrote to.',
    });
  }
  for (const { shard, settings } of records) {
    const differences = settingsThatDiffer(settings, first.settings);
    if (differences.length === 0) continue;
    const message = `Expected all shards in ${folder} to be of one export, but ${shard} has another ${nameDifferences(differences)} than ${first.shard}`;
    throw new BulkgenError('file-unexpected', message, { hint: 'Remove the record and the files of the wrong ones.' });
  }
  const plan = planOf(first.settings, model);
  const written = await findWritten(folder, records);
  refuseMissing(folder, { plan, written, records });
  throwIfAborted(signal);
  const attempt = await mkdtemp(join(folder, `${attemptPrefix}merge-`));
  try {
    const tables: ManifestTable[] = [];
    for (const planned of plan.tables) {
      const { path, cells } = planned.header;
      const header = await writeHeader(join(attempt, path), cells);
      await rename(join(attempt, path), join(folder, path));
      tables.push(
        describeTable(
          planned,
          header,
          planned.parts.map((part) => written.get(part.path)!),
        ),
      );
    }
    const manifest = createManifest(plan, tables);
    await localFiles.write(join(attempt, manifestName), formatManifest(manifest), 0o666);
    await localFiles.rename(join(attempt, manifestName), join(folder, manifestName));
    return manifest;
  } finally {
    await rm(attempt, { recursive: true, force: true });
  }
}

/** Plans the export that has these settings. */
function planOf(settings: ShardRecord['settings'], model: Model | undefined): ExportPlan {
  const { ids, gzip, tables } = settings;
  return planExport(graphOf(settings, model), {
    ...{ ids, gzip },
    tables: tables.map(({ name }) => name),
    parts: tables.map(({ parts }) => parts),
  });
}

/** The parts that are there with the size that a record says, by path. */
async function findWritten(folder: string, records: readonly ShardRecord[]): Promise<ReadonlyMap<string, WrittenPart>> {
  const written = new Map<string, WrittenPart>();
  for (const { parts } of records) {
    const sizes = await Promise.all(parts.map(({ path }) => stat(join(folder, path)).catch(() => undefined)));
    for (const [index, part] of parts.entries()) if (sizes[index]?.size === part.size) written.set(part.path, part);
  }
  return written;
}

interface Found {
  readonly plan: ExportPlan;
  readonly written: ReadonlyMap<string, WrittenPart>;
  readonly records: readonly ShardRecord[];
}

/** Throws `file-missing` with the shards to write, as ranges that a job array takes. */
function refuseMissing(folder: string, { plan, written, records }: Found): void {
  const { count } = parseShard(records[0]!.shard);
  const missing = dealParts(plan, count).flatMap((places, index) =>
    places.every(({ table, part }) => written.has(plan.tables[table]!.parts[part]!.path)) ? [] : [index + 1],
  );
  if (missing.length === 0) return;
  const [shards, them] = missing.length === 1 ? ['shard', 'it'] : ['shards', 'them'];
  const message = `Expected the files of ${count} shards in ${folder}, but those of ${shards} ${formatRanges(missing)} are missing`;
  throw new BulkgenError('file-missing', message, {
    hint: `Write ${them} with --shard ${missing[0]}/${count}${missing.length > 1 ? ' and so on,' : ''} and the options of the other shards, then merge again.`,
  });
}

/** `1-3,7` */
function formatRanges(numbers: readonly number[]): string {
  const ends = numbers.filter((number, index) => number + 1 !== numbers[index + 1]);
  const starts = numbers.filter((number, index) => number - 1 !== numbers[index - 1]);
  return starts.map((start, index) => (start === ends[index] ? `${start}` : `${start}-${ends[index]}`)).join(',');
}

async function removeShardFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (isOfShard(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
