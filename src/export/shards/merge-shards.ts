import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError, explainFileSystem, folderMissing, throwIfAborted } from '../../errors.ts';
import type { Model } from '../../model/model.ts';
import { checkOptions } from '../../options/check-options.ts';
import { formatRanges } from '../../system/format-number.ts';
import { localFiles } from '../../system/local-files.ts';
import { graphOf } from '../create-graph.ts';
import {
  createManifest,
  formatManifest,
  type Manifest,
  manifestName,
  settingsOf,
  settingsOfManifest,
  shardPrefix,
} from '../manifest.ts';
import { nameDifferences, settingsThatDiffer } from '../other-export.ts';
import { type ExportPlan, partAt, planLike } from '../plan.ts';
import { readManifest } from '../read-manifest.ts';
import { findUpToDate } from '../up-to-date.ts';
import { writeHeaders } from '../write-headers.ts';
import type { WrittenPart } from '../write-part.ts';
import { dealParts, parseShard } from './shard.ts';
import { readShardRecords, removeShardFiles, type ShardRecord } from './shard-files.ts';

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
  const merged = await findMerged(options);
  const manifest = merged ?? (await merge(options).catch((error) => explainFailure(error, options)));
  await removeShardFiles(folder);
  return { folder, manifest, upToDate: merged !== undefined };
}

/** The export of a folder that is merged already. */
async function findMerged({ folder, model }: MergeOptions): Promise<Manifest | undefined> {
  const manifest = await readManifest({ folder }).catch(() => undefined);
  if (!manifest) return undefined;
  const settings = settingsOfManifest(manifest);
  refuseOthers(await readShardRecords(folder), settings, `the export in ${folder}`);
  return findUpToDate(folder, planLike(graphOf(settings, model), settings));
}

async function merge({ folder, model, signal }: MergeOptions): Promise<Manifest> {
  const records = await readShardRecords(folder);
  const [first] = records;
  if (!first) {
    throw new BulkgenError('no-manifest', `Expected shards of an export in ${folder}, found no record of one`, {
      hint: 'Name the folder that `bulkgen export --shard` wrote to.',
    });
  }
  const plan = planLike(graphOf(first.settings, model), first.settings);
  refuseOthers(records, settingsOf(plan), first.shard);
  const written = await findWritten(folder, records);
  refuseMissing(folder, plan, { written, count: parseShard(first.shard).count });
  throwIfAborted(signal);
  const attempt = await mkdtemp(join(folder, `${shardPrefix}-merge-`));
  try {
    const manifest = createManifest(plan, await writeHeaders(plan, attempt, written));
    for (const { header } of plan.tables) await rename(join(attempt, header.path), join(folder, header.path));
    await localFiles.write(join(attempt, manifestName), formatManifest(manifest), 0o666);
    await localFiles.rename(join(attempt, manifestName), join(folder, manifestName));
    return manifest;
  } finally {
    await rm(attempt, { recursive: true, force: true });
  }
}

/** Another merge may have been faster, and removed the records. */
async function explainFailure(error: unknown, options: MergeOptions): Promise<Manifest> {
  const merged = await findMerged(options).catch(() => undefined);
  if (merged) return merged;
  throw explainFileSystem(error, `Could not merge the shards in ${options.folder}`, 'Run `bulkgen merge` again.');
}

function refuseOthers(records: readonly ShardRecord[], settings: ShardRecord['settings'], place: string): void {
  for (const record of records) {
    const differences = settingsThatDiffer(record.settings, settings);
    if (differences.length === 0) continue;
    const message = `Expected all shards to be of one export, but ${record.shard} has another ${nameDifferences(differences)} than ${place}`;
    throw new BulkgenError('file-unexpected', message, { hint: 'Copy the shards of one export into an empty folder.' });
  }
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
  readonly written: ReadonlyMap<string, WrittenPart>;
  /** The shards that make the export. */
  readonly count: number;
}

/** Throws `file-missing` with the shards to write, as ranges that a job array takes. */
function refuseMissing(folder: string, plan: ExportPlan, { written, count }: Found): void {
  const missing = dealParts(plan, count).flatMap((places, index) =>
    places.every((place) => written.has(partAt(plan, place).path)) ? [] : [index + 1],
  );
  if (missing.length === 0) return;
  const those = `${missing.length === 1 ? 'shard' : 'shards'} ${formatRanges(missing)}`;
  const message = `Expected the files of ${count} shards in ${folder}, but those of ${those} are missing`;
  throw new BulkgenError('file-missing', message, {
    hint: `Write each with --shard i/${count} and the options of the other shards, then merge again.`,
  });
}
