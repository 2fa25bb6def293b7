import { createHash } from 'node:crypto';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checksums, parseChecksums } from '../../system/checksum.ts';
import type { Java } from '../java/find-java.ts';
import { findArchives } from './class-archive.ts';
import type { EmbeddedInstallation } from './java-arguments.ts';

/** The installation that `provision` left in the cache. Undefined when its jars are not there. */
export async function findInstallation(
  cache: string,
  version: string,
  java: Java,
): Promise<EmbeddedInstallation | undefined> {
  if (!(await isProvisioned(cache, version))) return undefined;
  return describeInstallation(await installationFolder(cache, version), version, java);
}

/** Whether the jars of a version are in the cache. */
export async function isProvisioned(cache: string, version: string): Promise<boolean> {
  return isComplete(await installationFolder(cache, version), await readRecordedChecksums(version));
}

/** The folder of a version's jars. Two releases of bulkgen that record different jars do not share one. */
export async function installationFolder(cache: string, version: string): Promise<string> {
  const digest = createHash('sha256').update(await readChecksumFile(version));
  return join(cache, 'neo4j', `${version}-${digest.digest('hex').slice(0, 8)}`);
}

/** The folders of a version's jars, also those of other releases of bulkgen. */
export async function listInstallationFolders(cache: string, version: string): Promise<readonly string[]> {
  const names = await readdir(join(cache, 'neo4j')).catch(() => []);
  return names
    .filter((name) => name === version || name.startsWith(`${version}-`))
    .map((name) => join(cache, 'neo4j', name));
}

/** The installation in a folder, with the class archives that exist. */
export async function describeInstallation(folder: string, version: string, java: Java): Promise<EmbeddedInstallation> {
  // A class archive is bound to the class path, so one name is used whatever links lead to the folder.
  const realFolder = await realpath(folder);
  const pluginFolder = join(realFolder, 'plugins');
  // Neo4j 5.26 ends without a message when APOC comes before the libraries.
  const classPath = `${join(realFolder, 'lib')}/*:${pluginFolder}/*`;
  const bare = { version, java, pluginFolder, classPath, archiveFolder: join(realFolder, 'archives'), archives: {} };
  return { ...bare, archives: (await findArchives(bare)) ?? {} };
}

export async function readRecordedChecksums(version: string): Promise<Checksums> {
  return parseChecksums(await readChecksumFile(version));
}

function readChecksumFile(version: string): Promise<string> {
  return readFile(new URL(`./provision/${version}.sha256`, import.meta.url), 'utf8');
}

/** Bytes of the recorded jars of a version. */
export function jarBytesOf(version: string): number {
  return jarBytes.get(version) ?? 0;
}

const jarBytes: ReadonlyMap<string, number> = new Map([
  ['5.26.30', 128_738_303],
  ['2026.08.1', 158_933_781],
]);

/** Whether every recorded jar is in the folder, by name only: `provision` compared the bytes, but the cache may have been cleaned. */
export async function isComplete(folder: string, recorded: Checksums): Promise<boolean> {
  const names = new Set<string>();
  for (const part of ['lib', 'plugins']) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) names.add(name);
  }
  return [...recorded.keys()].every((name) => names.has(name));
}
