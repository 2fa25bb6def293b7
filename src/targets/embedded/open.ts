// The embedded target: a Neo4j that bulkgen provisions, starts and stops itself, for machines that have none.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { type ProgressListener, ProgressTracker } from '../../progress/tracker.ts';
import { type Folders, findFolders } from '../../system/own-folders.ts';
import { findJava } from '../java/find-java.ts';
import type { Installation } from '../java/java-arguments.ts';
import { endOrphans } from '../neo4j/admin-record.ts';
import { type AskedPorts, choosePorts } from '../neo4j/choose-ports.ts';
import type { GivenCredentials } from '../neo4j/credentials.ts';
import { usualPorts } from '../neo4j/settings.ts';
import { defaultNeo4jVersion, resolveNeo4jVersion } from '../neo4j/version.ts';
import { type Home, homeExists, locateHome, makeHome } from './home.ts';
import { findInstallation, provision } from './provision.ts';
import { findServer } from './server.ts';
import { createEmbeddedTarget, type EmbeddedTarget } from './target.ts';

export interface FindEmbeddedOptions {
  /** `5.26`, `2026` or an exact version. */
  readonly version?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Whoever logs in when it is not the user that the server was made with. */
  readonly given?: GivenCredentials | undefined;
}

export interface OpenEmbeddedOptions extends FindEmbeddedOptions, AskedPorts {
  /** Where its home is made, for a server that nobody else is to see; by default in the user's own folder. */
  readonly homes?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** The embedded target of a version (default: as `findEmbedded`, else 5.26); what is missing of it is fetched and made. */
export async function openEmbedded(options: OpenEmbeddedOptions = {}): Promise<EmbeddedTarget> {
  const { env = process.env, signal, onProgress, boltPort, httpPort } = options;
  const folders = { ...findFolders({ env }), ...(options.homes !== undefined && { homes: options.homes }) };
  const version =
    options.version === undefined ? await defaultVersion(folders.homes) : resolveNeo4jVersion(options.version);
  const tracker = new ProgressTracker(onProgress);
  const home = locateHome(version, join(folders.homes, version));
  const asked = { boltPort, httpPort };
  const java = await findJava(version, { env });
  const installation = await explainFailure(folders, async () => {
    const provided = await provision({ version, java, cache: folders.cache, env, tracker, signal });
    if (!(await homeExists(home))) {
      const ports = await choosePorts(usualPorts, asked);
      await makeHome(home, { installation: provided, ports, env, signal });
    }
    return provided;
  });
  await endOrphans(home.run);
  return createEmbeddedTarget({ home, given: options.given, install: async () => installation, asked, env });
}

/** The embedded target that is there: of this version or, without one, the running, the default or any other; nothing is made. */
export async function findEmbedded(options: FindEmbeddedOptions = {}): Promise<EmbeddedTarget | undefined> {
  const { env = process.env } = options;
  const { cache, homes } = findFolders({ env });
  const version = options.version === undefined ? await existingVersion(homes) : resolveNeo4jVersion(options.version);
  if (version === undefined) return undefined;
  const home = locateHome(version, join(homes, version));
  if (!(await homeExists(home))) return undefined;
  const install = async (): Promise<Installation> => findInstalled(cache, version, env);
  return createEmbeddedTarget({ home, given: options.given, install, asked: {}, env });
}

/** What the file system refuses (no permission, no space) is said in our words. */
async function explainFailure<T>({ cache, homes }: Folders, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new BulkgenError('provisioning-failed', `Could not set up Neo4j in ${cache} and ${homes}: ${cause.message}`, {
      hint: 'Both must be writable and have 1 GB of space; BULKGEN_HOME can name another folder for them.',
      cause,
    });
  }
}

async function findInstalled(cache: string, version: string, env: NodeJS.ProcessEnv): Promise<Installation> {
  const found = await findInstallation(cache, version, await findJava(version, { env }));
  if (found) return found;
  throw new BulkgenError('neo4j-missing', `The jars of Neo4j ${version} are not in ${cache}`, {
    hint: 'Run `bulkgen neo4j start` to fetch them.',
  });
}

async function defaultVersion(homes: string): Promise<string> {
  return (await existingVersion(homes)) ?? defaultNeo4jVersion;
}

async function existingVersion(homes: string): Promise<string | undefined> {
  const found: Home[] = [];
  for (const version of await readdir(homes).catch(() => [])) {
    const home = locateHome(version, join(homes, version));
    if (await homeExists(home)) found.push(home);
  }
  for (const home of found) {
    if (await findServer(home)) return home.version;
  }
  return (found.find(({ version }) => version === defaultNeo4jVersion) ?? found[0])?.version;
}
