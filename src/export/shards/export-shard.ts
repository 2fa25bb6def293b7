import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cureFor, explainFileSystem, throwIfAborted } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import { localFiles } from '../../system/local-files.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { createGraph, pickChoice } from '../create-graph.ts';
import { refuseFullDisk } from '../estimate.ts';
import { type ExportOptions, exportForms } from '../export-graph.ts';
import { manifestFormat, settingsOf } from '../manifest.ts';
import { type ExportPlan, type PlannedPart, partAt, planExport } from '../plan.ts';
import { findUpToDate } from '../up-to-date.ts';
import { writeParts } from '../write-parts.ts';
import { refuseOtherShards } from './refuse-other-shards.ts';
import { parseShard, partsOfShard, type Shard } from './shard.ts';
import { attemptPrefix, nameShardRecord, readShardRecord, type ShardPart, type ShardRecord } from './shard-record.ts';

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
 * the export without shards, whatever n is.
 *
 * It locks nothing: any number of machines may write into the folder, also the same shard twice, as schedulers do. Each attempt writes
 * into a hidden folder of its own and moves a part when it is complete. Equal settings give equal bytes, so any attempt may win.
 *
 * Throws `invalid-option`, `foreign-folder`, `export-exists`, `export-running`, `no-space`, `worker-failed` and `write-failed`.
 */
export async function exportShard(options: ShardOptions): Promise<ShardResult> {
  checkOptions('exportShard', options, { ...exportForms, shard: 'string' });
  const startedAt = performance.now();
  const { folder, ids = 'actual', parts, gzip, tables, force = false } = options;
  const shard = parseShard(options.shard);
  const plan = planExport(createGraph(pickChoice(options)), { ids, parts, gzip, tables });
  const planned = partsOfShard(plan, shard).map((place) => partAt(plan, place));
  const finish = (files: readonly { readonly bytes: number }[], upToDate: boolean): ShardResult => ({
    folder,
    shard: options.shard,
    parts: planned.length,
    rows: sum(planned, ({ rows }) => rows),
    bytes: sum(files, ({ bytes }) => bytes),
    seconds: (performance.now() - startedAt) / 1000,
    upToDate,
  });
  const findDone = async () => (await findMerged(folder, plan, planned)) ?? findRecorded(folder, plan, shard);
  const done = force ? undefined : await findDone();
  if (done) return finish(done, true);
  try {
    await makeFolder(folder);
    await refuseOtherShards(folder, plan);
    await refuseFullDisk(plan, folder, sum(planned, ({ rows }) => rows) / plan.rows);
    return finish(await writeShard(plan, shard, options), false);
  } catch (error) {
    // A merge removes the folders of attempts, when another attempt at this shard was faster.
    const merged = await findMerged(folder, plan, planned);
    if (merged) return finish(merged, true);
    const hint = `Choose another folder with --out, or ${cureFor(error)}.`;
    throw explainFileSystem(error, `Could not write to the folder ${folder}`, hint);
  }
}

/** Writes the parts, then the record. */
async function writeShard(plan: ExportPlan, shard: Shard, options: ShardOptions): Promise<readonly ShardPart[]> {
  const { folder, workers, signal, onProgress } = options;
  const places = partsOfShard(plan, shard);
  const tracker = new ProgressTracker(onProgress);
  const attempt = await mkdtemp(join(folder, `${attemptPrefix}${shard.index}-`));
  try {
    tracker.start('export', {
      message: `Exporting shard ${options.shard}`,
      finished: `Exported shard ${options.shard}`,
      total: sum(places, (place) => partAt(plan, place).rows),
      unit: 'rows',
    });
    const parts: ShardPart[] = [];
    await writeParts(plan, places, {
      ...{ folder: attempt, workers, signal },
      onRows: (rows) => tracker.advance(rows),
      async onPart(place, written) {
        const { path } = partAt(plan, place);
        await rename(join(attempt, path), join(folder, path));
        parts.push({ path, ...written });
      },
    });
    throwIfAborted(signal);
    parts.sort((a, b) => (a.path < b.path ? -1 : 1));
    const record: ShardRecord = { format: manifestFormat, shard: options.shard, settings: settingsOf(plan), parts };
    await localFiles.write(join(attempt, 'record'), `${JSON.stringify(record)}\n`, 0o666);
    await localFiles.rename(join(attempt, 'record'), join(folder, nameShardRecord(shard)));
    // A merge removes records after its manifest is there, and this looks for the manifest after the record is. So none is left.
    if (await findUpToDate(folder, plan)) await rm(join(folder, nameShardRecord(shard)), { force: true });
    tracker.finish();
    return parts;
  } finally {
    await rm(attempt, { recursive: true, force: true });
  }
}

/** The parts of the shard in an export that was merged. */
async function findMerged(folder: string, plan: ExportPlan, planned: readonly PlannedPart[]) {
  const paths = new Set(planned.map(({ path }) => path));
  const manifest = await findUpToDate(folder, plan);
  return manifest?.tables.flatMap((table) => table.parts).filter(({ path }) => paths.has(path));
}

/** The parts of a shard that has its record, and all files with the size that the record says. */
async function findRecorded(folder: string, plan: ExportPlan, shard: Shard): Promise<readonly ShardPart[] | undefined> {
  const record = await readShardRecord(join(folder, nameShardRecord(shard))).catch(() => undefined);
  if (JSON.stringify(record?.settings) !== JSON.stringify(settingsOf(plan))) return undefined;
  for (const { path, size } of record!.parts) {
    const found = await stat(join(folder, path)).catch(() => undefined);
    if (found?.size !== size) return undefined;
  }
  return record!.parts;
}

function sum<T>(items: readonly T[], read: (item: T) => number): number {
  return items.reduce((total, item) => total + read(item), 0);
}
