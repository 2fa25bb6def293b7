import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { canAccess } from '../system/local-files.ts';
import { draftName, type Manifest, manifestName } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';

/**
 * Reads the manifest of an export. Throws `no-manifest` where there is none or an export is half in place,
 * `manifest-invalid` where it is broken.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  await refuseHalfMoved(folder);
  return readManifestFile(folder);
}

/** The same, whatever else is in the folder. */
export async function readManifestFile(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new BulkgenError('no-manifest', `Expected an export in ${folder}, but it has no readable ${manifestName}`, {
      hint: `Make one with \`bulkgen export --out ${folder}\`, or name the folder that holds one.`,
      cause,
    });
  }
  return parseManifest(text, path);
}

/** An export that was ended while its files were being moved has some old and some new ones; the next export finishes it. */
async function refuseHalfMoved(folder: string): Promise<void> {
  if (!(await canAccess(join(folder, draftName, manifestName)))) return;
  throw new BulkgenError('no-manifest', `The export in ${folder} was ended while it was put in place`, {
    hint: `Run \`bulkgen export --out ${folder}\` again: it begins by finishing that.`,
  });
}
