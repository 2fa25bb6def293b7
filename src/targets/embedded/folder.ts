import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import { folderMissing } from '../../errors.ts';

/** Returns the path from the root. Throws `file-missing` when this user cannot enter the folder. */
export async function mapFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  try {
    await access(path, constants.R_OK | constants.X_OK);
  } catch (cause) {
    throw folderMissing(path, cause);
  }
  return path;
}
