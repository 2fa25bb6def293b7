import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { BulkgenError } from '../errors.ts';

/** Where bulkgen keeps what it owns on this machine. */
export interface Folders {
  /** What can be made again at any time: jars and class archives. */
  readonly cache: string;
  /** The homes of embedded servers: their databases, settings and passwords. */
  readonly homes: string;
  /** What belongs to servers that Docker runs: their passwords and settings; their databases are in volumes. */
  readonly docker: string;
  /** Snapshots. */
  readonly snapshots: string;
}

export interface Surroundings {
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly userHome?: string;
}

/** The user's own folders by the rules of the platform (XDG, Library); `BULKGEN_HOME` replaces them all. */
export function findFolders({
  env = process.env,
  platform = process.platform,
  userHome = homedir(),
}: Surroundings = {}): Folders {
  const own = env['BULKGEN_HOME'];
  if (own) {
    const folder = checkFolder(resolve(own), 'BULKGEN_HOME');
    return { cache: join(folder, 'cache'), ...locateLasting(folder) };
  }
  if (platform === 'darwin') {
    const library = checkFolder(join(userHome, 'Library'), 'the home folder');
    return {
      cache: join(library, 'Caches', 'bulkgen'),
      ...locateLasting(join(library, 'Application Support', 'bulkgen')),
    };
  }
  const cache = checkFolder(absolute(env['XDG_CACHE_HOME']) ?? join(userHome, '.cache'), 'XDG_CACHE_HOME');
  const share = checkFolder(absolute(env['XDG_DATA_HOME']) ?? join(userHome, '.local', 'share'), 'XDG_DATA_HOME');
  return { cache: join(cache, 'bulkgen'), ...locateLasting(join(share, 'bulkgen')) };
}

/** What cannot be made again. */
function locateLasting(folder: string): Omit<Folders, 'cache'> {
  return { homes: join(folder, 'neo4j'), docker: join(folder, 'docker'), snapshots: join(folder, 'snapshots') };
}

/** A relative path in an XDG variable is to be ignored, says the XDG Base Directory Specification. */
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
