// What shards have in a folder until they are merged: records, claims, and the folders of attempts.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportSettings, isOfShard, isShardRecord } from '../manifest.ts';
import { type FieldRule, isCount, isHash, isPath, parseRecord, settingRules } from '../parse-record.ts';
import type { WrittenPart } from '../write-part.ts';
import { readShard, type Shard } from './shard.ts';

/** The record of a shard. It is written last, so its parts are complete. Like a manifest, it names no clock and no host. */
export interface ShardRecord {
  readonly format: number;
  /** `3/10` */
  readonly shard: string;
  /** Those of the whole export. */
  readonly settings: ExportSettings;
  readonly parts: readonly ShardPart[];
}

/** A part as the record of its shard lists it. */
export interface ShardPart extends WrittenPart {
  readonly path: string;
}

/** Visible, so that tools that copy a folder take it along. */
export function nameShardRecord({ index, count }: Shard): string {
  const [i, n] = [index, count].map((number) => String(number).padStart(5, '0'));
  return `shard-${i}-of-${n}.json`;
}

/** Reads the records in a folder, in the order of their names, at most so many. Throws `manifest-invalid`. */
export async function readShardRecords(folder: string, most = Number.POSITIVE_INFINITY): Promise<ShardRecord[]> {
  const records: ShardRecord[] = [];
  for (const name of (await readdir(folder)).filter(isShardRecord).toSorted().slice(0, most)) {
    const record = await readShardRecord(join(folder, name));
    if (record) records.push(record);
  }
  return records;
}

/** Undefined where there is none. Throws `manifest-invalid` naming the field that is wrong. */
export async function readShardRecord(path: string): Promise<ShardRecord | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (text === undefined) return undefined;
  const hint = `Remove ${path}, and write its shard again with \`bulkgen export --shard\`.`;
  return parseRecord(text, { path, rules, hint }) as ShardRecord; // every field was checked
}

/** Removes what belongs to shards. A folder of another user's attempt, or one with open files on NFS, stays hidden. */
export async function removeShardFiles(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter(isOfShard)) {
    const removed = rm(join(folder, name), { recursive: true, force: true });
    await (isShardRecord(name) ? removed : removed.catch(() => {}));
  }
}

const rules: readonly FieldRule[] = [
  ...settingRules.map(([field, ...rest]): FieldRule => [`settings.${field}`, ...rest]),
  ['settings.gzip', 'true or false', (value) => typeof value === 'boolean'],
  ['settings.tables.*.name', 'a label or type', (value) => typeof value === 'string'],
  [
    'settings.tables.*.parts',
    'a number of parts',
    (value) => isCount(value) && Number(value) >= 1 && Number(value) <= 10_000,
  ],
  ['shard', 'i/n', (value) => typeof value === 'string' && readShard(value) !== undefined],
  ['parts', 'a list of files with their sizes and sha256', (value) => Array.isArray(value) && value.every(isShardPart)],
];

function isShardPart(value: Partial<ShardPart> | null): boolean {
  return isPath(value?.path) && isHash(value?.sha256) && [value?.bytes, value?.size, value?.nulls].every(isCount);
}
