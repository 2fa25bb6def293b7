import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderMissing } from '../../errors.ts';
import { compileExclusion } from './exclude.ts';
import { nameKind } from './file-name.ts';

export interface FolderFiles {
  /** CSV files. */
  readonly paths: readonly string[];
  /** Files that may be CSV: text files that are not documentation, and parts without an extension. */
  readonly texts: readonly string[];
  /** Files whose names are not those of CSV files, broken links, and hidden folders, which end with `/`. */
  readonly unread: readonly string[];
  /** Files and folders that a pattern leaves out. Folders end with `/`. */
  readonly excluded: readonly string[];
  /** Patterns that match nothing. */
  readonly unmatched: readonly string[];
}

/**
 * Lists the files of a folder and of the folders in it, and follows links. It does not open hidden files and folders, whose
 * names begin with `.` or `_`. `exclude`: patterns as in `compileExclusion`.
 */
export async function listCsvFiles(folder: string, exclude: readonly string[] = []): Promise<FolderFiles> {
  const found = { csv: [] as string[], text: [] as string[], other: [] as string[], excluded: [] as string[] };
  const exclusion = compileExclusion(exclude, folder);
  const walk = async (place: string, name: string, parents: readonly string[]): Promise<void> => {
    const refuse = (cause: unknown): never => {
      throw folderMissing(place, cause);
    };
    const realPlace = await realpath(place).catch(refuse);
    if (parents.includes(realPlace)) return; // a link to a folder that contains it
    for (const entry of await readdir(place, { withFileTypes: true }).catch(refuse)) {
      const path = join(place, entry.name);
      const inner = name === '' ? entry.name : `${name}/${entry.name}`;
      const kind = await kindOf(entry, path);
      const isFolder = kind === 'folder';
      const isHidden = /^[._]/.test(entry.name);
      if (exclusion.leavesOut(inner, isFolder)) found.excluded.push(isFolder ? `${path}/` : path);
      else if (isFolder && !isHidden) await walk(path, inner, [...parents, realPlace]);
      else if (isFolder) found.other.push(`${path}/`);
      else found[isHidden || kind !== 'file' ? 'other' : nameKind(entry.name)].push(path);
    }
  };
  await walk(folder, '', []);
  return {
    paths: found.csv.sort(),
    texts: found.text.sort(),
    unread: found.other.sort(),
    excluded: found.excluded.sort(),
    unmatched: exclusion.listUnmatched(),
  };
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> {
  const state = entry.isSymbolicLink() ? await stat(path).catch(() => entry) : entry;
  if (state.isFile()) return 'file';
  return state.isDirectory() ? 'folder' : 'other';
}
