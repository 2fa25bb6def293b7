import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { draftName, type ExportSettings, findExtraFiles, settingsOf } from '../manifest.ts';
import { differencesFrom, nameDifferences } from '../other-export.ts';
import type { ExportPlan } from '../plan.ts';
import { readManifestFile } from '../read-manifest.ts';
import { isOfShard, isShardRecord, readShardRecord } from './shard-record.ts';

/**
 * Throws unless a folder is empty, or holds the export of the plan or shards of it: `foreign-folder`, `export-running` while an export
 * without shards is written there, `export-exists` for another export. One record is enough: each shard looks before it writes.
 */
export async function refuseOtherShards(folder: string, plan: ExportPlan): Promise<void> {
  const hint = 'Choose another folder with --out. Nothing was changed.';
  const names = await localFiles.list(folder);
  if (names.includes(draftName)) {
    const message = `${folder} has an unfinished export without shards, in ${draftName}`;
    throw new BulkgenError('export-running', message, { hint });
  }
  const [extra] = findExtraFiles(
    names.filter((name) => !isOfShard(name)),
    plan,
  );
  const manifest = await readManifestFile(folder).catch(() => undefined);
  const record = names.find(isShardRecord);
  const found = record === undefined ? undefined : await readShardRecord(join(folder, record)).catch(() => undefined);
  const differences = [
    ...(manifest ? differencesFrom(manifest, plan) : []),
    ...(found ? settingsThatDiffer(found.settings, settingsOf(plan)) : []),
  ];
  if (differences.length > 0) {
    const message = `${folder} holds ${manifest ? 'an export' : 'shards of an export'} with another ${nameDifferences([...new Set(differences)])}`;
    throw new BulkgenError('export-exists', message, { hint });
  }
  if (extra === undefined) return;
  const message = `Expected ${folder} to be empty or to hold shards of this export only, found \`${extra}\``;
  throw new BulkgenError('foreign-folder', message, { hint });
}

/** The settings in which two exports differ, by the names that people know. */
export function settingsThatDiffer(found: ExportSettings, expected: ExportSettings): readonly string[] {
  const keys = Object.keys(expected) as (keyof ExportSettings)[];
  const different = keys.filter((key) => JSON.stringify(found[key]) !== JSON.stringify(expected[key]));
  return different.map((key) => namesOfSettings[key] ?? key);
}

const namesOfSettings: Readonly<Record<string, string>> = {
  asOf: 'as-of date',
  ids: 'form of ids',
  gzip: 'set of files',
  tables: 'set of files',
};
