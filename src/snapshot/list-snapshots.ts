import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import { archiveSuffix } from './archive.ts';
import { readSnapshotManifest } from './read-snapshot.ts';
import type { SnapshotManifest } from './snapshot-manifest.ts';
import { ownSnapshots, suppliedSnapshots } from './snapshot-store.ts';

/** Which snapshots `listSnapshots` lists. */
export interface ListSnapshotsOptions {
  /** A folder of snapshots. By default those that come with bulkgen, and then this user's. */
  readonly folder?: string | undefined;
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** A snapshot in a folder. */
export interface ListedSnapshot {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Undefined when it cannot be read; `fault` says why. */
  readonly manifest?: SnapshotManifest;
  readonly fault?: string;
}

/** Lists snapshots, ordered by name. Reads only their manifests. Throws `snapshot-missing` when the named folder does not exist. */
export async function listSnapshots(options: ListSnapshotsOptions = {}): Promise<readonly ListedSnapshot[]> {
  checkOptions('listSnapshots', options, { folder: 'any', env: 'any' });
  const { folder, env } = options;
  if (folder !== undefined) return listFolder(folder);
  const own = ownSnapshots(env);
  return [...(await listFolder(suppliedSnapshots)), ...(existsSync(own) ? await listFolder(own) : [])];
}

async function listFolder(folder: string): Promise<readonly ListedSnapshot[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new BulkgenError('snapshot-missing', `Could not list ${folder}: ${error.message}`, {
      hint: 'Name a folder that holds snapshots.',
      cause: error,
    });
  });
  const snapshots: ListedSnapshot[] = [];
  for (const name of names.filter((file) => file.endsWith(archiveSuffix)).sort()) {
    const path = join(folder, name);
    const bytes = (await stat(path).catch(() => undefined))?.size ?? 0; // a dangling link is listed with its fault
    const content = await readSnapshotManifest({ snapshot: path }).then(
      (manifest) => ({ manifest }),
      (error: Error) => ({ fault: error.message }),
    );
    snapshots.push({ name: basename(name, archiveSuffix), path, bytes, ...content });
  }
  return snapshots;
}
