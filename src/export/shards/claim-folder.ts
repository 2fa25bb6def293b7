import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { draftName, type ExportSettings, findExtraFiles, settingsOf, shardPrefix } from '../manifest.ts';
import { differencesFrom, nameDifferences, settingsThatDiffer } from '../other-export.ts';
import type { ExportPlan } from '../plan.ts';
import { readManifestFile } from '../read-manifest.ts';
import { readShardRecords } from './shard-files.ts';

/**
 * Marks a folder as one of shards of the plan, until they are merged. Throws as `refuseOtherShards`, also when another export claims the
 * folder at the same moment: then neither has it.
 */
export async function claimFolder(folder: string, plan: ExportPlan): Promise<void> {
  await refuseOtherShards(folder, plan);
  await writeFile(join(folder, nameClaim(settingsOf(plan))), '');
  await refuseOtherShards(folder, plan);
}

/**
 * Throws unless a folder is empty, or holds the export of the plan or shards of it: `foreign-folder`, `export-running` while an export
 * without shards is written there, `export-exists` for another export.
 */
export async function refuseOtherShards(folder: string, plan: ExportPlan): Promise<void> {
  const names = await localFiles.list(folder);
  const hint = 'Choose another folder with --out, or empty this one. Nothing was changed.';
  if (names.includes(draftName)) {
    const message = `${folder} has an unfinished export without shards, in ${draftName}`;
    throw new BulkgenError('export-running', message, {
      hint: `Choose another folder with --out, or remove ${join(folder, draftName)} if no export is running.`,
    });
  }
  const other = await findOther(folder, names, plan);
  if (other !== undefined) throw new BulkgenError('export-exists', `${folder} holds ${other}`, { hint });
  const [extra] = findExtraFiles(names, plan);
  if (extra === undefined) return;
  const message = `Expected ${folder} to be empty or to hold shards of this export only, found \`${extra}\``;
  throw new BulkgenError('foreign-folder', message, { hint });
}

/** What a folder holds of another export. */
async function findOther(folder: string, names: readonly string[], plan: ExportPlan): Promise<string | undefined> {
  const settings = settingsOf(plan);
  const manifest = await readManifestFile(folder).catch(() => undefined);
  const fromManifest = manifest ? differencesFrom(manifest, plan) : [];
  if (fromManifest.length > 0) return `an export with another ${nameDifferences(fromManifest)}`;
  const [record] = await readShardRecords(folder, 1).catch(() => []);
  const fromRecord = record ? settingsThatDiffer(record.settings, settings) : [];
  if (fromRecord.length > 0) return `shards of an export with another ${nameDifferences(fromRecord)}`;
  const hasOtherClaim = names.some((name) => name.startsWith(claimPrefix) && name !== nameClaim(settings));
  return hasOtherClaim ? 'shards of an export with other settings' : undefined;
}

const claimPrefix = `${shardPrefix}s-`;

/** Other settings give another name, so no export can overwrite the claim of another. */
function nameClaim(settings: ExportSettings): string {
  return `${claimPrefix}${createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16)}`;
}
