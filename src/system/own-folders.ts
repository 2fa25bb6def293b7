import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { BulkgenError } from '../errors.ts';

/** The folders of this user in which bulkgen keeps its files. */
export interface Folders {
  /** Files that bulkgen can create again: jars and class archives. */
  readonly cache: string;
  /** The homes of embedded servers: their databases, settings and passwords. */
  readonly homes: string;
  /** Passwords and settings of servers in Docker. Their databases are in volumes. */
  readonly docker: string;
  /** Snapshots. */
  readonly snapshots: string;
}

export interface FindFoldersOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly userHome?: string;
}

/** Finds the folders by the rules of the platform (XDG, Library). `BULKGEN_HOME` replaces them all. */
export function findFolders({
  env = process.env,
  platform = process.platform,
  userHome = homedir(),
}: FindFoldersOptions = {}): Folders {
  const own = env['BULKGEN_HOME'];
  if (own) {
    const folder = checkFolder(resolve(own), 'BULKGEN_HOME');
    return { cache: join(folder, 'cache'), ...locateData(folder) };
  }
  if (platform === 'darwin') {
    const library = checkFolder(join(userHome, 'Library'), 'the home folder');
    return {
      cache: join(library, 'Caches', 'bulkgen'),
      ...locateData(join(library, 'Application Support', 'bulkgen')),
    };
  }
  const cache = checkFolder(absolute(env['XDG_CACHE_HOME']) ?? join(userHome, '.cache'), 'XDG_CACHE_HOME');
  const share = checkFolder(absolute(env['XDG_DATA_HOME']) ?? join(userHome, '.local', 'share'), 'XDG_DATA_HOME');
  return { cache: join(cache, 'bulkgen'), ...locateData(join(share, 'bulkgen')) };
}

/** The folders of files that bulkgen cannot create again. */
function locateData(folder: string): Omit<Folders, 'cache'> {
  return { homes: join(folder, 'neo4j'), docker: join(folder, 'docker'), snapshots: join(folder, 'snapshots') };
}

/** The XDG Base Directory Specification says to ignore a relative path in its variables. */
function absolute(path: string | undefined): string | undefined {
  return path && isAbsolute(path) ? path : undefined;
}

/** A colon separates the entries of a Java class path and cannot be escaped in it. */
function checkFolder(folder: string, name: string): string {
  if (!folder.includes(':')) return folder;
  throw new BulkgenError('invalid-option', `Expected ${name} to be a folder without a colon, got \`${folder}\``, {
    hint: 'Set BULKGEN_HOME to another folder.',
  });
}
