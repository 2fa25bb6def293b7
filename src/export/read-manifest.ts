import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';

/** Reads the manifest of an export. Throws `no-manifest` where there is none, `manifest-invalid` where it is broken. */
export async function readManifest(folder: string): Promise<Manifest> {
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
