import { join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import { canAccess } from '../system/local-files.ts';
import { quotePath } from '../system/quote-word.ts';
import { readTextFile } from '../system/text-file.ts';
import { draftName, type Manifest, manifestName } from './manifest.ts';
import { parseManifest } from './parse-manifest.ts';
import { findUnfinished } from './unfinished-export.ts';

/** Names the folder of an export. */
export interface FolderOptions {
  /** The folder of an export. */
  readonly folder: string;
}

/**
 * Reads the manifest of an export. Throws `no-manifest` if it does not exist or an export was interrupted while its files were
 * moved, `manifest-invalid` if it is broken.
 */
export async function readManifest(options: FolderOptions): Promise<Manifest> {
  checkOptions('readManifest', options, { folder: 'folder' });
  const { folder } = options;
  await refuseHalfMoved(folder);
  return readManifestFile(folder);
}

/** Reads the manifest, even if an export was interrupted while its files were moved. */
export async function readManifestFile(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = await readTextFile(path);
  } catch (cause) {
    throw await explainMissing(folder, cause);
  }
  return parseManifest(text, path);
}

async function explainMissing(folder: string, cause: unknown): Promise<BulkgenError> {
  const unfinished = await findUnfinished(folder);
  if (unfinished) return unfinished;
  if ((cause as NodeJS.ErrnoException).code === 'ENOTDIR') {
    const hint = `Name the folder that holds ${manifestName}.`;
    return new BulkgenError('no-manifest', `Expected the folder of an export, got the file ${folder}`, { hint, cause });
  }
  const found = (await canAccess(folder)) ? 'found no readable one' : 'but the folder does not exist';
  return new BulkgenError('no-manifest', `Expected a ${manifestName} of bulkgen in ${folder}, ${found}`, {
    hint: `Name the folder of an export, or write an export with \`bulkgen export --out ${quotePath(folder)}\`.`,
    cause,
  });
}

/** An export that was interrupted during the move left old and new files. The next export finishes the move. */
async function refuseHalfMoved(folder: string): Promise<void> {
  if (!(await canAccess(join(folder, draftName, manifestName)))) return;
  throw new BulkgenError('no-manifest', `The export in ${folder} was interrupted while its files were moved`, {
    hint: `Run \`bulkgen export --out ${quotePath(folder)}\` again: it finishes the move first.`,
  });
}
