// Where snapshots are: a folder of this user's, any other folder, or any path.
import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { findFolders } from '../system/own-folders.ts';
import { archiveSuffix } from './archive.ts';
import { readSnapshotManifest } from './read-snapshot.ts';
import { isSnapshotName, type SnapshotManifest } from './snapshot-manifest.ts';

/** This user's own folder of snapshots. */
export function ownSnapshots(env: NodeJS.ProcessEnv = process.env): string {
  return findFolders({ env }).snapshots;
}

/** Throws `invalid-option` for what can be no name of a snapshot: it becomes one of a file. */
export function checkSnapshotName(name: string): string {
  if (isSnapshotName(name)) return name;
  throw new BulkgenError(
    'invalid-option',
    `Expected a name of letters, digits, dots, dashes and underscores, got \`${name}\``,
    {
      hint: 'It may have 64 of them, and begins with a letter or digit.',
    },
  );
}

/** The snapshots that come with bulkgen (scripts/build-snapshots). */
export const suppliedSnapshots = join(import.meta.dirname, 'sets');

/** The file of a snapshot that is given by its path, with a slash or the suffix of one, or named: of this user's own, or of those that come with bulkgen. */
export function findSnapshot(nameOrPath: string, env?: NodeJS.ProcessEnv): string {
  const path = placeSnapshot(nameOrPath, env);
  const supplied = join(suppliedSnapshots, basename(path));
  return dirname(path) === ownSnapshots(env) && !existsSync(path) && existsSync(supplied) ? supplied : path;
}

/** Where a snapshot of this name, or path, is to be. */
export function placeSnapshot(nameOrPath: string, env?: NodeJS.ProcessEnv): string {
  if (nameOrPath.includes('/') || nameOrPath.endsWith(archiveSuffix)) return resolve(nameOrPath);
  return join(ownSnapshots(env), `${checkSnapshotName(nameOrPath)}${archiveSuffix}`);
}

export interface ListedSnapshot {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Absent where it cannot be read; `fault` says why. */
  readonly manifest?: SnapshotManifest;
  readonly fault?: string;
}

/** The snapshots in a folder, by name; of each the manifest alone is read. Throws `snapshot-missing` where there is no folder. */
export async function listSnapshots(folder: string): Promise<readonly ListedSnapshot[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new BulkgenError('snapshot-missing', `Could not list ${folder}: ${error.message}`, {
      hint: 'Name a folder that holds snapshots.',
      cause: error,
    });
  });
  const listed: ListedSnapshot[] = [];
  for (const name of names.filter((file) => file.endsWith(archiveSuffix)).sort()) {
    const path = join(folder, name);
    const bytes = (await stat(path).catch(() => undefined))?.size ?? 0; // a link to nothing has a fault, too
    const found = await readSnapshotManifest(path).then(
      (manifest) => ({ manifest }),
      (error: Error) => ({ fault: error.message }),
    );
    listed.push({ name: basename(name, archiveSuffix), path, bytes, ...found });
  }
  return listed;
}

/** Those that come with bulkgen and, if there are any, this user's own. */
export async function listOwnSnapshots(env?: NodeJS.ProcessEnv): Promise<readonly ListedSnapshot[]> {
  const own = ownSnapshots(env);
  return [...(await listSnapshots(suppliedSnapshots)), ...(existsSync(own) ? await listSnapshots(own) : [])];
}

/** Removes a snapshot, also one that is damaged. Throws `snapshot-missing` where there is none, `invalid-option` for another file. */
export async function removeSnapshot(path: string): Promise<void> {
  if (!path.endsWith(archiveSuffix)) {
    throw new BulkgenError('invalid-option', `Expected a snapshot, whose name ends with ${archiveSuffix}, got ${path}`);
  }
  if (!existsSync(path) && existsSync(join(suppliedSnapshots, basename(path)))) {
    throw new BulkgenError('snapshot-missing', `${basename(path, archiveSuffix)} comes with bulkgen and stays`);
  }
  await rm(path).catch((cause: Error) => {
    throw new BulkgenError('snapshot-missing', `Could not remove the snapshot ${path}: ${cause.message}`, {
      hint: '`bulkgen snapshot list` shows those that are there.',
      cause,
    });
  });
}
