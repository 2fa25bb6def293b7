// A shard writes its record last, so a record says: these parts are complete. Like a manifest, it names no clock and no host.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportSettings } from '../manifest.ts';
import { type FieldTest, isCount, isHash, isPath, parseRecord, settingRules } from '../parse-record.ts';
import type { WrittenPart } from '../write-part.ts';
import type { Shard } from './shard.ts';

/** A part as the record of its shard lists it. */
export interface ShardPart extends WrittenPart {
  readonly path: string;
}

export interface ShardRecord {
  readonly format: number;
  /** `3/10` */
  readonly shard: string;
  /** Those of the whole export. */
  readonly settings: ExportSettings;
  readonly parts: readonly ShardPart[];
}

/** What an attempt at a shard has in its folder until it is complete. */
export const attemptPrefix = '.bulkgen-shard-';

/** Visible, so that tools that copy a folder take it along. */
export function nameShardRecord({ index, count }: Shard): string {
  const [i, n] = [index, count].map((number) => String(number).padStart(5, '0'));
  return `shard-${i}-of-${n}.json`;
}

export function isShardRecord(name: string): boolean {
  return /^shard-\d{5}-of-\d{5}\.json$/.test(name);
}

/** Whether a name in a folder belongs to a shard that is not merged. */
export function isOfShard(name: string): boolean {
  return isShardRecord(name) || name.startsWith(attemptPrefix);
}

/** Reads the records in a folder, in the order of their names. Throws `manifest-invalid`. */
export async function readShardRecords(folder: string): Promise<readonly ShardRecord[]> {
  const records: ShardRecord[] = [];
  for (const name of (await readdir(folder)).filter(isShardRecord).toSorted()) {
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

const isShardTable: FieldTest = (value) => {
  const { name, parts } = value as { name?: unknown; parts?: unknown };
  return typeof name === 'string' && isCount(parts) && parts !== 0;
};
const isShardPart: FieldTest = (value) => {
  const { path, sha256, ...counts } = value as ShardPart;
  return isPath(path) && isHash(sha256) && [counts.bytes, counts.size, counts.nulls].every(isCount);
};
const isListOf =
  (holds: FieldTest): FieldTest =>
  (value) =>
    Array.isArray(value) && value.every((element) => typeof element === 'object' && element !== null && holds(element));

const rules = [
  ...settingRules.map(([field, ...rest]) => [`settings.${field}`, ...rest] as const),
  ['settings.gzip', 'true or false', (value: unknown) => typeof value === 'boolean'],
  ['settings.tables', 'a list of tables with their number of parts', isListOf(isShardTable)],
  ['shard', 'i/n', (value: unknown) => typeof value === 'string' && /^\d+\/\d+$/.test(value)],
  ['parts', 'a list of files with their size and sha256', isListOf(isShardPart)],
] as const;
