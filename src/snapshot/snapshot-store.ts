// Where snapshots are: the user's folder of snapshots, any other folder, or any path.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../errors.ts';
import { suggest } from '../options/suggest.ts';
import { findFolders } from '../system/own-folders.ts';
import { archiveSuffix } from './archive.ts';
import { dumpSuffix } from './dump-file.ts';
import { isSnapshotName } from './snapshot-manifest.ts';

/** The folder of this user's snapshots. */
export function ownSnapshots(env: NodeJS.ProcessEnv = process.env): string {
  return findFolders({ env }).snapshots;
}

/** Throws `invalid-option` for an invalid name. The name of a snapshot becomes a file name. */
export function checkSnapshotName(name: string): string {
  if (isSnapshotName(name)) return name;
  const message = `Expected a name of letters, digits, dots, dashes and underscores, got \`${name}\``;
  throw new BulkgenError('invalid-option', message, {
    hint: 'Use at most 64 characters, starting with a letter or digit.',
  });
}

/** The folder of the snapshots that come with bulkgen (scripts/build-snapshots). */
export const suppliedSnapshots = fileURLToPath(new URL('sets', import.meta.url));

/**
 * The file of a snapshot. A text with a slash, or with the suffix of snapshots or dumps, is a path. A name means one of this user's snapshots,
 * or else one that comes with bulkgen.
 */
export function findSnapshot(nameOrPath: string, env?: NodeJS.ProcessEnv): string {
  const path = placeSnapshot(nameOrPath, env);
  const supplied = join(suppliedSnapshots, basename(path));
  return dirname(path) === ownSnapshots(env) && !existsSync(path) && existsSync(supplied) ? supplied : path;
}

/** Where a snapshot with this name or path is written. */
export function placeSnapshot(nameOrPath: string, env?: NodeJS.ProcessEnv): string {
  const isPath = nameOrPath.includes('/') || [archiveSuffix, dumpSuffix].some((suffix) => nameOrPath.endsWith(suffix));
  if (isPath) return resolve(nameOrPath);
  return join(ownSnapshots(env), `${checkSnapshotName(nameOrPath)}${archiveSuffix}`);
}

/** The question that suggests a snapshot with a similar name, for a file that does not exist; undefined for files elsewhere. */
export function suggestSnapshot(path: string): string | undefined {
  const own = ownSnapshots();
  if (dirname(path) !== own) return undefined;
  const files = [suppliedSnapshots, own].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  const names = files.filter((file) => file.endsWith(archiveSuffix)).map((file) => basename(file, archiveSuffix));
  return suggest(basename(path, archiveSuffix), names);
}

/** Returns the path of a snapshot's file. Throws `invalid-option` for the name of any other file. */
export function checkSnapshotFile(path: string): string {
  if (path.endsWith(archiveSuffix)) return path;
  const message = `Expected the name of a snapshot to end with ${archiveSuffix}, got \`${path}\``;
  throw new BulkgenError('invalid-option', message);
}
