// Maven downloads the jars from Maven Central. bulkgen uses them only when the checksum of every jar is the recorded one.
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import type { ProgressTracker } from '../../progress/tracker.ts';
import { type Checksums, compareChecksums, hashFile } from '../../system/checksum.ts';
import { noSpace, readFreeBytes } from '../../system/free-space.ts';
import { localFiles } from '../../system/local-files.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import type { Java } from '../java/find-java.ts';
import {
  describeInstallation,
  installationFolder,
  isComplete,
  jarBytesOf,
  readRecordedChecksums,
} from './installation.ts';
import type { EmbeddedInstallation } from './java-arguments.ts';
import { copyJars } from './run-maven.ts';

export interface ProvisionOptions {
  readonly version: string;
  readonly java: Java;
  /** The cache folder of `findFolders`. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly tracker: ProgressTracker;
  readonly signal?: AbortSignal | undefined;
}

/** Downloads the jars of a Neo4j version into the cache. Does nothing when they are there. */
export async function provision(options: ProvisionOptions): Promise<EmbeddedInstallation> {
  const { version, java, cache } = options;
  const folder = await installationFolder(cache, version);
  const recorded = await readRecordedChecksums(version);
  if (!(await isComplete(folder, recorded))) await downloadJars(folder, recorded, options);
  return describeInstallation(folder, version, java);
}

/** Before the download: Maven would report a full disk in a page of text. */
async function refuseFullDisk(folder: string, { version, cache }: ProvisionOptions): Promise<void> {
  const [needed, free] = [jarBytesOf(version), await readFreeBytes(folder)];
  if (free >= needed) return;
  const hint = 'Free some space, or set BULKGEN_HOME to another folder. Nothing was changed.';
  throw noSpace({ place: `${cache} for Neo4j ${version}`, needed, free }, { hint });
}

async function downloadJars(folder: string, recorded: Checksums, options: ProvisionOptions): Promise<void> {
  const { version, cache, tracker, signal } = options;
  await withTemporaryFolder(join(cache, 'neo4j'), async (temporary) => {
    await refuseFullDisk(temporary, options);
    const draft = join(temporary, version);
    const library = join(draft, 'lib');
    await mkdir(library, { recursive: true });
    await fetchJars(library, recorded, options);
    tracker.start('provision-verify', {
      message: 'Comparing checksums',
      finished: 'Compared checksums',
      total: recorded.size,
      unit: 'jars',
    });
    await verifyJars(library, recorded, { version, tracker, signal });
    await movePlugins(draft);
    await localFiles.sync(draft);
    tracker.finish();
    await putInPlace(draft, folder, recorded);
  });
}

/**
 * Shows bytes from a twentieth of the download on. Until then, Maven reads descriptions of jars, and a rate would mislead.
 * Maven downloads nothing that is in its local repository.
 */
async function fetchJars(library: string, recorded: Checksums, options: ProvisionOptions): Promise<void> {
  const { version, tracker } = options;
  const total = jarBytesOf(version);
  tracker.start('provision-download', {
    message: `Finding the jars of Neo4j ${version} with Maven`,
    finished: `Found the jars of Neo4j ${version} with Maven`,
  });
  const downloading = { message: `Downloading Neo4j ${version}`, finished: `Downloaded Neo4j ${version}` };
  let downloaded = 0;
  let showsBytes = false;
  const onDownload = (name: string, bytes: number): void => {
    if (!recorded.has(name)) return;
    downloaded += bytes;
    if (downloaded < total / 20) return;
    if (!showsBytes) tracker.start('provision-download', { ...downloading, total, unit: 'bytes' });
    showsBytes = true;
    tracker.update(downloaded);
  };
  await copyJars({ ...options, folder: library, onDownload });
}

interface VerifyOptions {
  readonly version: string;
  readonly tracker: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

async function verifyJars(
  library: string,
  recorded: Checksums,
  { version, tracker, signal }: VerifyOptions,
): Promise<void> {
  const actual = new Map<string, string>();
  for (const name of await readdir(library)) {
    actual.set(name, await hashFile(join(library, name), signal));
    tracker.advance(1);
  }
  const difference = compareChecksums(recorded, actual);
  if (!difference) return;
  const { name, kind } = difference;
  const reason = { missing: 'is missing', unexpected: 'is not among them', different: 'has a different one' }[kind];
  throw new BulkgenError(
    'checksum-differs',
    `Expected the jars of Neo4j ${version} to have the checksums that bulkgen knows, but ${name} ${reason}`,
    {
      hint: `Remove ${name} from Maven's local repository (~/.m2/repository) and try again. Nothing was installed.`,
    },
  );
}

async function movePlugins(draft: string): Promise<void> {
  await mkdir(join(draft, 'plugins'));
  for (const name of await readdir(join(draft, 'lib'))) {
    if (name.startsWith('apoc-')) await rename(join(draft, 'lib', name), join(draft, 'plugins', name));
  }
}

/** Renames the draft into place. Replaces an incomplete folder, keeps a complete one of another process. */
async function putInPlace(draft: string, folder: string, recorded: Checksums): Promise<void> {
  for (;;) {
    try {
      return await rename(draft, folder);
    } catch (error) {
      if (await isComplete(folder, recorded)) return;
      if (!(await localFiles.exists(folder))) throw error;
      await rename(folder, `${draft}-incomplete`);
    }
  }
}
