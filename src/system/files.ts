import { dirname } from 'node:path/posix';

/** A file or folder as it is now. */
export interface FileState {
  /** Names it for as long as it exists, wherever it is renamed to on its file system. */
  readonly inode: string;
  /** Equal for two places that a rename can move between; only ever compared. */
  readonly device: string;
  /** Whether the user that these files are reached by may write to it. */
  readonly isWritable: boolean;
  /** Bytes that this user may still write on its file system. */
  readonly freeBytes: number;
}

/**
 * The files of one place: this machine, or the inside of a container. Paths are those that processes there see; every change
 * is on the disk when its promise resolves.
 */
export interface Files {
  exists(path: string): Promise<boolean>;
  /** Undefined when it is not there. A link has an inode of its own; all else is said of what it leads to. */
  inspect(path: string): Promise<FileState | undefined>;
  /** Names of what is in a folder; none where there is no folder. */
  list(path: string): Promise<readonly string[]>;
  read(path: string): Promise<string>;
  /** Writes a whole file or nothing, and to the disk; mode 0600 unless told otherwise; parents are made. */
  write(path: string, text: string, mode?: number): Promise<void>;
  /** Renames within one file system, and to the disk: both parents are synced. */
  rename(from: string, to: string): Promise<void>;
  /** Forces a file, or a folder with all in it, to the disk, and the names of the folders that lead to it. */
  sync(path: string): Promise<void>;
  /** Removes a file or a whole folder; absent is fine. */
  remove(path: string): Promise<void>;
  /** Removes a folder if nothing is in it; answers whether it is gone. */
  removeEmpty(path: string): Promise<boolean>;
  makeFolder(path: string): Promise<void>;
}

/** The folder, or the one above it that it would be made in. */
export async function nearestFolder(files: Files, folder: string): Promise<string> {
  let path = folder;
  while (path !== dirname(path) && !(await files.exists(path))) path = dirname(path);
  return path;
}
