import { rm } from 'node:fs/promises';
import { findFolders } from '../../system/own-folders.ts';
import { neo4jVersions, resolveNeo4jVersion } from '../neo4j/version.ts';
import { listInstallationFolders } from './installation.ts';

export interface RemoveJarsOptions {
  /** Only the jars of this version; those of all versions by default. */
  readonly version?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Removes downloaded jars that no server uses any more, and returns their folders. */
export async function removeJars({ version, env = process.env }: RemoveJarsOptions = {}): Promise<readonly string[]> {
  const versions = version === undefined ? neo4jVersions : [resolveNeo4jVersion(version)];
  const { cache } = findFolders({ env });
  const folders = (await Promise.all(versions.map((each) => listInstallationFolders(cache, each)))).flat();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  return folders;
}
