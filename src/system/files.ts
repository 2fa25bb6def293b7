import { dirname } from 'node:path/posix';

/** The state of a file or folder. */
export interface FileState {
  /** Identifies it while it exists. A rename does not change it. */
  readonly inode: string;
  /** Identifies its file system. A rename works between two places with the same device. */
  readonly device: string;
  /** Whether the user of these files may write to it. */
  readonly isWritable: boolean;
  /** Bytes that this user may still write on its file system. */
  readonly freeBytes: number;
}

/**
 * The files of this machine, or of a container. Paths are those that processes there see. What `write` and `rename` did
 * is on the disk when their promise resolves; `sync` forces the rest.
 */
export interface Files {
  exists(path: string): Promise<boolean>;
  /** Undefined when the path does not exist. For a link, the inode is that of the link, the rest that of its target. */
  inspect(path: string): Promise<FileState | undefined>;
  /** The names in a folder. Empty when the folder does not exist. */
  list(path: string): Promise<readonly string[]>;
  read(path: string): Promise<string>;
  /** Writes a whole file or nothing, with mode 0600 by default. Creates its parent folders. */
  write(path: string, text: string, mode?: number): Promise<void>;
  /** Renames within one file system, and syncs both parent folders. */
  rename(from: string, to: string): Promise<void>;
  /** Forces a file, or a folder with its content, to the disk, and the folders above it. */
  sync(path: string): Promise<void>;
  /** Removes a file or a folder with its content. Does nothing when it does not exist. */
  remove(path: string): Promise<void>;
  /** Removes a folder if it is empty. Returns whether it was removed. */
  removeEmpty(path: string): Promise<boolean>;
  makeFolder(path: string): Promise<void>;
}

/** Returns the folder, or the nearest existing folder above it. */
export async function nearestFolder(files: Files, folder: string): Promise<string> {
  let path = folder;
  while (path !== dirname(path) && !(await files.exists(path))) path = dirname(path);
  return path;
}
