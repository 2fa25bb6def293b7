// Jars come from Maven Central through Maven and are used only when every one is, byte for byte, the recorded one.
import { mkdir, readdir, readFile, realpath, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import type { ProgressTracker } from '../../progress/tracker.ts';
import { type Checksums, compareChecksums, hashFile, parseChecksums } from '../../system/checksum.ts';
import { localFiles } from '../../system/local-files.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import type { Java } from '../java/find-java.ts';
import type { Installation } from '../java/java-arguments.ts';
import { ensureArchives, findArchives } from './class-archive.ts';
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

/** Provides the jars of a Neo4j version and its class archives in the cache, and does nothing when they are there. */
export async function provision(options: ProvisionOptions): Promise<Installation> {
  const { version, java, cache } = options;
  const folder = installationFolder(cache, version);
  const recorded = await readRecorded(version);
  if (!(await isComplete(folder, recorded))) await fetchJars(folder, recorded, options);
  const bare = await describeInstallation(folder, version, java);
  return { ...bare, archives: await ensureArchives(bare, { ...options, folder: archiveFolder(folder) }) };
}

/** What `provision` left in the cache; nothing when it has not run. */
export async function findInstallation(cache: string, version: string, java: Java): Promise<Installation | undefined> {
  if (!(await isProvisioned(cache, version))) return undefined;
  const folder = installationFolder(cache, version);
  const bare = await describeInstallation(folder, version, java);
  return { ...bare, archives: (await findArchives(bare, archiveFolder(folder))) ?? {} };
}

/** Whether the jars of a version are in the cache. */
export async function isProvisioned(cache: string, version: string): Promise<boolean> {
  return isComplete(installationFolder(cache, version), await readRecorded(version));
}

export function installationFolder(cache: string, version: string): string {
  return join(cache, 'neo4j', version);
}

function archiveFolder(folder: string): string {
  return join(folder, 'archives');
}

async function describeInstallation(folder: string, version: string, java: Java): Promise<Installation> {
  // One name, whatever links lead to it: a class archive is bound to it.
  const real = await realpath(folder);
  const pluginFolder = join(real, 'plugins');
  // APOC before the libraries makes 5.26 end in silence.
  return { version, java, pluginFolder, classPath: `${join(real, 'lib')}/*:${pluginFolder}/*`, archives: {} };
}

async function readRecorded(version: string): Promise<Checksums> {
  return parseChecksums(await readFile(new URL(`./provision/${version}.sha256`, import.meta.url), 'utf8'));
}

/** Whether every recorded jar is there by name, for something may have cleaned the cache; bytes were compared before. */
async function isComplete(folder: string, recorded: Checksums): Promise<boolean> {
  const names = new Set<string>();
  for (const part of ['lib', 'plugins']) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) names.add(name);
  }
  return [...recorded.keys()].every((name) => names.has(name));
}

async function fetchJars(folder: string, recorded: Checksums, options: ProvisionOptions): Promise<void> {
  const { version, cache, tracker, signal } = options;
  await withTemporaryFolder(join(cache, 'neo4j'), async (temporary) => {
    const draft = join(temporary, version);
    const library = join(draft, 'lib');
    await mkdir(library, { recursive: true });
    tracker.start('provision-download', {
      message: `Downloading the jars of Neo4j ${version} with Maven`,
      finished: `Downloaded the jars of Neo4j ${version} with Maven`,
    });
    await copyJars({ ...options, folder: library });
    tracker.start('provision-verify', {
      message: 'Comparing checksums',
      finished: 'Compared checksums',
      total: recorded.size,
      unit: 'jars',
    });
    await verifyJars(library, recorded, { tracker, signal });
    await movePlugins(draft);
    await localFiles.sync(draft);
    tracker.finish();
    await putInPlace(draft, folder, recorded);
  });
}

interface VerifyOptions {
  readonly tracker: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

async function verifyJars(library: string, recorded: Checksums, { tracker, signal }: VerifyOptions): Promise<void> {
  const actual = new Map<string, string>();
  for (const name of await readdir(library)) {
    actual.set(name, await hashFile(join(library, name), signal));
    tracker.advance(1);
  }
  const difference = compareChecksums(recorded, actual);
  if (!difference) return;
  const { name, kind } = difference;
  const found = { missing: 'was not there', unexpected: 'was not expected', different: 'has other bytes' }[kind];
  throw new BulkgenError(
    'checksum-differs',
    `Of the jars that Maven fetched, ${name} ${found}; nothing was installed`,
    {
      hint: `Remove ${name} from Maven's local repository (~/.m2/repository) and try again.`,
    },
  );
}

async function movePlugins(draft: string): Promise<void> {
  await mkdir(join(draft, 'plugins'));
  for (const name of await readdir(join(draft, 'lib'))) {
    if (name.startsWith('apoc-')) await rename(join(draft, 'lib', name), join(draft, 'plugins', name));
  }
}

/** Renames the draft into place; an incomplete folder gives way, a complete one of another process stays. */
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
