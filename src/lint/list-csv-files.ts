import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderMissing } from '../errors.ts';

export interface FolderFiles {
  /** CSV files. */
  readonly paths: readonly string[];
  /** Files whose names are not those of CSV files, and broken links; without hidden files. */
  readonly unread: readonly string[];
}

/** How the name of a CSV file ends. */
export const csvExtension = /\.(csv|tsv)(\.gz|\.zip)?$/i;

/**
 * Lists the CSV files of a folder and of the folders in it, and follows links. It skips hidden files and folders, whose names
 * begin with `.` or `_`.
 */
export async function listCsvFiles(folder: string): Promise<FolderFiles> {
  const paths: string[] = [];
  const unread: string[] = [];
  const walk = async (place: string, parents: readonly string[]): Promise<void> => {
    const refuse = (cause: unknown): never => {
      throw folderMissing(place, cause);
    };
    const realPlace = await realpath(place).catch(refuse);
    if (parents.includes(realPlace)) return; // a link to a folder that contains it
    for (const entry of await readdir(place, { withFileTypes: true }).catch(refuse)) {
      const path = join(place, entry.name);
      const isHidden = /^[._]/.test(entry.name);
      const hasExtension = csvExtension.test(entry.name);
      const kind = await kindOf(entry, path);
      if (kind === 'folder' && !isHidden) await walk(path, [...parents, realPlace]);
      else if (kind === 'file' && !isHidden && hasExtension) paths.push(path);
      else if (kind !== 'folder' && (!isHidden || hasExtension)) unread.push(path);
    }
  };
  await walk(folder, []);
  return { paths: paths.sort(), unread: unread.sort() };
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> {
  const state = entry.isSymbolicLink() ? await stat(path).catch(() => entry) : entry;
  if (state.isFile()) return 'file';
  return state.isDirectory() ? 'folder' : 'other';
}
