import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cureFor, explainFileSystem, throwIfAborted } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import { localFiles } from '../../system/local-files.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { refuseFullDisk } from '../estimate.ts';
import { type ExportOptions, exportForms } from '../export-graph.ts';
import { manifestFormat, settingsOf, shardPrefix } from '../manifest.ts';
import { settingsThatDiffer } from '../other-export.ts';
import { countRows, type ExportPlan, type PartPlace, partAt } from '../plan.ts';
import { planOptions } from '../plan-options.ts';
import { findUpToDate } from '../up-to-date.ts';
import type { WrittenFile } from '../write-file.ts';
import { writeParts } from '../write-parts.ts';
import { claimFolder } from './claim-folder.ts';
import { parseShard, partsOfShard } from './shard.ts';
import { nameShardRecord, readShardRecord, removeShardFiles, type ShardPart, type ShardRecord } from './shard-files.ts';

/** Which shard of which export to write. */
export interface ShardOptions extends ExportOptions {
  /** `i/n`, such as `3/10`: the third of ten shards. */
  readonly shard: string;
}

/** A shard that is complete on the disk. */
export interface ShardResult {
  readonly folder: string;
  readonly shard: string;
  /** Files of this shard, which may be none. */
  readonly parts: number;
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Whether the folder held this shard already, by its record and the sizes of its files. Nothing was written then. */
  readonly upToDate: boolean;
}

/**
 * Writes the parts of one shard of an export, and its record last. `mergeShards` makes an export of all shards. The parts are those of
 * the export without shards, whatever n is. `force` writes the shard again, but never replaces another export.
 *
 * It locks nothing: any number of machines may write into the folder, also the same shard twice, as schedulers do. Each attempt writes
 * into a hidden folder of its own and moves a part when it is complete. Equal settings give equal bytes, so any attempt may win.
 *
 * Throws `invalid-option`, `foreign-folder`, `export-exists`, `export-running`, `no-space`, `worker-failed` and `write-failed`.
 */
export async function exportShard(options: ShardOptions): Promise<ShardResult> {
  checkOptions('exportShard', options, { ...exportForms, shard: 'string' });
  const startedAt = performance.now();
  const { folder, force = false } = options;
  const plan = planOptions(options);
  const shard = parseShard(options.shard);
  const places = partsOfShard(plan, shard);
  const work: ShardWork = { plan, places, record: join(folder, nameShardRecord(shard)), options };
  const found = force ? undefined : await findDone(work);
  const files = found ?? (await write(work));
  return {
    ...{ folder, shard: options.shard, parts: places.length, rows: countRows(plan, places) },
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    seconds: (performance.now() - startedAt) / 1000,
    upToDate: found !== undefined,
  };
}

interface ShardWork {
  readonly plan: ExportPlan;
  readonly places: readonly PartPlace[];
  /** The path of the record. */
  readonly record: string;
  readonly options: ShardOptions;
}

type Files = readonly Pick<WrittenFile, 'bytes'>[];

/** The files of a shard that is complete: in a merged export, or beside its record, with the sizes that this says. */
async function findDone({ plan, places, record: path, options: { folder } }: ShardWork): Promise<Files | undefined> {
  const merged = await findUpToDate(folder, plan);
  if (merged) return places.map(({ table, part }) => merged.tables[table]!.parts[part]!);
  const record = await readShardRecord(path).catch(() => undefined);
  if (!record || settingsThatDiffer(record.settings, settingsOf(plan)).length > 0) return undefined;
  const sizes = await Promise.all(record.parts.map((part) => stat(join(folder, part.path)).catch(() => undefined)));
  return record.parts.every(({ size }, index) => sizes[index]?.size === size) ? record.parts : undefined;
}

async function write(work: ShardWork): Promise<Files> {
  const { plan, places, options } = work;
  const { folder, force, signal } = options;
  try {
    await makeFolder(folder);
    await claimFolder(folder, plan);
    await refuseFullDisk(plan, folder, countRows(plan, places));
    return await writeAttempt(work);
  } catch (error) {
    // A merge that ran meanwhile removes the folder of this attempt. Then the shard is in the merged export.
    const merged = force || signal?.aborted ? undefined : await findDone(work);
    if (merged) return merged;
    const hint = `Choose another folder with --out, or ${cureFor(error)}.`;
    throw explainFileSystem(error, `Could not write to the folder ${folder}`, hint);
  }
}

/** Writes the parts, then the record. */
async function writeAttempt(work: ShardWork): Promise<Files> {
  const { plan, places, record: path, options } = work;
  const { folder, shard, workers, signal } = options;
  const tracker = new ProgressTracker(options.onProgress);
  const attempt = await mkdtemp(join(folder, `${shardPrefix}-${shard.split('/')[0]}-`));
  try {
    const texts = { message: `Exporting shard ${shard}`, finished: `Exported shard ${shard}` };
    tracker.start('export', { ...texts, total: countRows(plan, places), unit: 'rows' });
    const parts: ShardPart[] = [];
    await writeParts(plan, places, {
      ...{ folder: attempt, workers, signal },
      onRows: (rows) => tracker.advance(rows),
      async onPart(place, written) {
        const { path: name } = partAt(plan, place);
        await rename(join(attempt, name), join(folder, name));
        parts.push({ path: name, ...written });
      },
    });
    throwIfAborted(signal);
    parts.sort((a, b) => (a.path < b.path ? -1 : 1));
    const record: ShardRecord = { format: manifestFormat, shard, settings: settingsOf(plan), parts };
    await localFiles.write(join(attempt, 'record'), `${JSON.stringify(record)}\n`, 0o666);
    await localFiles.rename(join(attempt, 'record'), path);
    // A merge removes records after its manifest is there, and this looks for the manifest after the record is. So none is left.
    if (await findUpToDate(folder, plan)) await removeShardFiles(folder);
    tracker.finish();
    return parts;
  } finally {
    await rm(attempt, { recursive: true, force: true });
  }
}
