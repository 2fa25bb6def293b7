import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { findFolders } from '../system/own-folders.ts';
import { type FolderProbe, probeFolder } from '../system/probe-folder.ts';
import type { Problem } from './check.ts';
import { type ProbeOptions, probe } from './probe.ts';

/** What a folder is for. */
export type Use = 'data' | 'cache' | 'temporary files' | 'this folder' | 'JAVA_HOME' | 'NEO4J_HOME';

/** A folder, and what the probe of it found, or why it found nothing. */
export type Place = { readonly use: Use; readonly path: string } & (
  | { readonly probe: FolderProbe; readonly failure?: undefined }
  | { readonly probe?: undefined; readonly failure: Problem }
);

export interface PlaceOptions extends ProbeOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The folder that exports are written to by default. */
  readonly folder: string;
}

/**
 * Probes every folder that other probes open, so that none of them waits for a drive that does not answer. Throws
 * `invalid-option` when the environment names an impossible folder.
 */
export async function probePlaces({ env, folder, ...limits }: PlaceOptions): Promise<readonly Place[]> {
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
        const { facts, failure } = await probe('disk', (signal) => probeFolder(path, { env, signal }), limits);
        return failure ? { use, path, failure } : { use, path, probe: facts };
      }),
  );
}
