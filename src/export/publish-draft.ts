// A draft is complete when its manifest is there, which is written last. From then on any export can finish the move.
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf, type Manifest, manifestName } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';
import { readManifestFile } from './read-manifest.ts';

/** Writes the manifest of a draft under another name and renames it, so that a manifest is never there in part. */
export async function writeDraftManifest(folder: string, text: string): Promise<void> {
  const path = join(folder, `${manifestName}.part`);
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path, join(folder, manifestName));
  await syncFolder(folder);
}

/** Moves a complete draft into the output folder. Can be repeated after any interruption. */
export async function publishDraft(out: string, folder: string): Promise<void> {
  const path = join(folder, manifestName);
  await moveFiles(out, folder, parseManifest(await readFile(path, 'utf8'), path));
  await rm(folder, { recursive: true, force: true });
}

/** Finishes the move of a draft that a dead export left. Removes the draft if it has no manifest that bulkgen can read. */
export async function finishOrRemoveDraft(out: string, folder: string): Promise<void> {
  const path = join(folder, manifestName);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined && isManifest(text)) await publishDraft(out, folder);
  else await rm(folder, { recursive: true, force: true });
}

async function moveFiles(out: string, folder: string, manifest: Manifest): Promise<void> {
  const files = filesOf(manifest).map(({ path }) => path);
  const earlier = await readManifestFile(out).catch(() => undefined);
  for (const file of files) await rename(join(folder, file), join(out, file)).catch(ignoreMissing);
  for (const { path } of earlier ? filesOf(earlier) : []) {
    if (!files.includes(path)) await rm(join(out, path), { force: true });
  }
  await rename(join(folder, manifestName), join(out, manifestName));
  await syncFolder(out);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error; // moved before an interruption
}

function isManifest(text: string): boolean {
  try {
    parseManifest(text, manifestName);
    return true;
  } catch {
    return false;
  }
}
