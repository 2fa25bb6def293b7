import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { draftName, filesOf, findExtraFiles, type Manifest } from './manifest.ts';
import { differencesFrom } from './other-export.ts';
import type { ExportPlan } from './plan.ts';
import { readManifest } from './read-manifest.ts';

/**
 * The manifest of a folder that already holds the export of the plan. Compares everything in the manifest except hashes, and the
 * sizes of the files; `verifyFiles` checks their bytes. Undefined when the folder holds anything else.
 */
export async function findUpToDate(out: string, plan: ExportPlan): Promise<Manifest | undefined> {
  const manifest = await readManifest({ folder: out }).catch(() => undefined);
  if (!manifest || differencesFrom(manifest, plan).length > 0) return undefined;
  const names = await readdir(out);
  if (names.includes(draftName) || findExtraFiles(names, manifest).length > 0) return undefined;
  for (const { path, bytes } of filesOf(manifest)) {
    const found = await stat(join(out, path)).catch(() => undefined);
    if (!found || (path.endsWith('.gz') ? found.size === 0 : found.size !== bytes)) return undefined;
  }
  return manifest;
}
