import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { findFolders } from '../system/own-folders.ts';
import { type FolderProbe, probeFolder } from '../system/probe-folder.ts';
import type { Unwell } from './finding.ts';
import { type LookOptions, look } from './look.ts';

/** What a folder is for. */
export type Use = 'data' | 'cache' | 'temporary files' | 'this folder' | 'JAVA_HOME' | 'NEO4J_HOME';

/** A folder, and what a look at it saw, or why it saw nothing. */
export type Place = { readonly use: Use; readonly path: string } & (
  | { readonly probe: FolderProbe; readonly failure?: undefined }
  | { readonly probe?: undefined; readonly failure: Unwell }
);

export interface PlaceOptions extends LookOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Where exports go unless told otherwise. */
  readonly folder: string;
}

/**
 * Looks at every folder that other looks will open, so that none of them opens one on a drive that does not answer. Throws
 * `invalid-option` when the environment names an impossible one.
 */
export async function lookAtPlaces({ env, folder, ...limits }: PlaceOptions): Promise<readonly Place[]> {
  const { homes, cache } = findFolders({ env });
  const paths: [Use, string | undefined][] = [
    ['data', homes],
    ['cache', cache],
    ['temporary files', tmpdir()],
    ['this folder', folder],
    ['JAVA_HOME', env['JAVA_HOME']],
    ['NEO4J_HOME', env['NEO4J_HOME']],
  ];
  return Promise.all(
    paths
      .filter((entry): entry is [Use, string] => Boolean(entry[1]))
      .map(async ([use, given]): Promise<Place> => {
        const path = resolve(given);
        const { facts, failure } = await look('disk', (signal) => probeFolder(path, { env, signal }), limits);
        return failure ? { use, path, failure } : { use, path, probe: facts };
      }),
  );
}
