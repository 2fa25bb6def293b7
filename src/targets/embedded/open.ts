// The embedded target: a Neo4j that bulkgen downloads, starts and stops itself, for machines without Neo4j.
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { jarPrefix } from '../../neo4j/load-procedure.ts';
import { checkOptions, type OptionForms } from '../../options/check-options.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import { type Folders, findFolders } from '../../system/own-folders.ts';
import { type FindJavaOptions, findJava, listJavas } from '../java/find-java.ts';
import { endOrphans } from '../neo4j/admin-record.ts';
import { type AskedPorts, choosePorts } from '../neo4j/choose-ports.ts';
import { checkGiven, type GivenCredentials } from '../neo4j/credentials.ts';
import { usualPorts } from '../neo4j/settings.ts';
import { defaultNeo4jVersion, resolveNeo4jVersion } from '../neo4j/version.ts';
import { createHome, type Home, homeExists, listVersions, locateHome } from './home.ts';
import { findInstallation } from './installation.ts';
import type { EmbeddedInstallation } from './java-arguments.ts';
import { type BuildOptions, buildLoadProcedure, locateJar } from './load-procedure.ts';
import { installPlugin, isInstalled } from './plugins.ts';
import { provision } from './provision.ts';
import { chooseNewVersion, explainVersion, findLack } from './requirements.ts';
import { findServer } from './server.ts';
import { createEmbeddedTarget, type EmbeddedTarget } from './target.ts';

/** Which embedded server to find. */
export interface FindEmbeddedOptions {
  /** `5.26`, `2026` or an exact version. */
  readonly version?: string | undefined;
  /** Environment variables in place of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Who logs in, when it is not the user that bulkgen created with the server. */
  readonly given?: GivenCredentials | undefined;
}

/** Which embedded server to open or create. */
export interface OpenEmbeddedOptions extends FindEmbeddedOptions, AskedPorts {
  /** Install the load procedure, which needs Maven and a JDK. Throws `neo4j-running` when the server runs without it. */
  readonly loadProcedure?: boolean | undefined;
  /** The folder to create its home in, for a server that no other bulkgen uses. Default: the `homes` of `findFolders`. */
  readonly homes?: string | undefined;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Opens the embedded target of a version. Downloads and creates what is missing. The default version is that of `findEmbedded`,
 * else 5.26, else 2026 where only its Java is installed. Throws `no-java` or `no-maven` when this machine lacks them.
 */
export async function openEmbedded(options: OpenEmbeddedOptions = {}): Promise<EmbeddedTarget> {
  checkOptions('openEmbedded', options, openForms);
  checkGiven(options.given);
  const { env = process.env, signal, onProgress, boltPort, httpPort } = options;
  const folders = { ...findFolders({ env }), ...(options.homes !== undefined && { homes: options.homes }) };
  const version =
    options.version === undefined ? await findDefaultVersion(folders.homes, env) : resolveNeo4jVersion(options.version);
  const tracker = new ProgressTracker(onProgress);
  const home = locateHome(version, join(folders.homes, version));
  const asked = { boltPort, httpPort };
  const lack = await findLack(version, { env });
  if (lack) throw lack;
  const java = await findJava(version, { env });
  const installation = await explainFailure(folders, async () => {
    const provisioned = await provision({ version, java, cache: folders.cache, env, tracker, signal });
    if (!(await homeExists(home))) {
      const ports = await choosePorts(usualPorts, asked);
      await createHome(home, { installation: provisioned, ports, env, signal });
    }
    if (options.loadProcedure) await installLoadProcedure(home, { cache: folders.cache, env, tracker, signal });
    return provisioned;
  });
  await endOrphans(home.run);
  return createEmbeddedTarget({ home, given: options.given, install: async () => installation, asked, env });
}

async function installLoadProcedure(home: Home, options: Omit<BuildOptions, 'version'>): Promise<void> {
  const { version } = home;
  if (await isInstalled(home, await locateJar(options.cache, version))) return;
  if (await findServer(home)) {
    throw new BulkgenError('neo4j-running', `Neo4j ${version} is already running without the load procedure`, {
      hint: 'Stop it with `bulkgen neo4j stop`, then start it with the load procedure.',
    });
  }
  await installPlugin(home, await buildLoadProcedure({ ...options, version }), jarPrefix);
}

/**
 * Finds an embedded target and creates nothing. Without a version it is that of the running server, else that of the default
 * version, else any. Throws `file-unreadable` for a server of another user.
 */
export async function findEmbedded(options: FindEmbeddedOptions = {}): Promise<EmbeddedTarget | undefined> {
  checkOptions('findEmbedded', options, findForms);
  checkGiven(options.given);
  const { env = process.env } = options;
  const { cache, homes } = findFolders({ env });
  const version = options.version === undefined ? await existingVersion(homes) : resolveNeo4jVersion(options.version);
  if (version === undefined) return undefined;
  const home = locateHome(version, join(homes, version));
  if (!(await homeExists(home))) return undefined;
  const install = async (): Promise<EmbeddedInstallation> => findInstalled(cache, version, env);
  return createEmbeddedTarget({ home, given: options.given, install, asked: {}, env });
}

const findForms: OptionForms<FindEmbeddedOptions> = { version: 'any', env: 'any', given: 'any' };

const openForms: OptionForms<OpenEmbeddedOptions> = {
  ...findForms,
  homes: 'any',
  loadProcedure: 'any',
  boltPort: 'any',
  httpPort: 'any',
  signal: 'signal',
  onProgress: 'function',
};

/** Turns an error of the file system, such as a missing permission or a full disk, into a `BulkgenError`. */
async function explainFailure<T>({ cache, homes }: Folders, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new BulkgenError('provisioning-failed', `Could not set up Neo4j in ${cache} and ${homes}: ${cause.message}`, {
      hint: 'Make both writable, with 1 GB of free space, or set BULKGEN_HOME to another folder.',
      cause,
    });
  }
}

async function findInstalled(cache: string, version: string, env: NodeJS.ProcessEnv): Promise<EmbeddedInstallation> {
  const found = await findInstallation(cache, version, await findJava(version, { env }));
  if (found) return found;
  throw new BulkgenError('neo4j-missing', `The jars of Neo4j ${version} are not in ${cache}`, {
    hint: 'Download them with `bulkgen neo4j start`.',
  });
}

/** The version of the server that exists in these homes, else that of a new one. */
export async function findDefaultVersion(homes: string, env: NodeJS.ProcessEnv): Promise<string> {
  return (await existingVersion(homes)) ?? chooseNewVersion(await listJavas({ env }));
}

/**
 * Why the server that would be created does not have the usual version, as a sentence. Undefined when it has, when the version
 * was asked for, and when a server exists already.
 */
export async function explainNewVersion(
  asked: string | undefined,
  { env = process.env, ...options }: FindJavaOptions = {},
): Promise<string | undefined> {
  if (asked !== undefined || (await existingVersion(findFolders({ env }).homes)) !== undefined) return undefined;
  const version = await explainUnusualVersion({ env, ...options });
  return version && `Creating a server of ${version}.`;
}

/** The same for a dump, which bulkgen makes on a server of its own. Undefined when the server has the usual version. */
export async function explainDumpVersion(
  asked: string | undefined,
  options: FindJavaOptions = {},
): Promise<string | undefined> {
  if (asked !== undefined) return undefined;
  const version = await explainUnusualVersion(options);
  return version && `Creating the dump with ${version}.`;
}

async function explainUnusualVersion(options: FindJavaOptions): Promise<string | undefined> {
  const version = chooseNewVersion(await listJavas(options));
  const reason = explainVersion(version);
  return reason === '' ? undefined : `Neo4j ${version}, ${reason} and this machine has a newer Java only`;
}

async function existingVersion(homes: string): Promise<string | undefined> {
  const existing: Home[] = [];
  for (const version of await listVersions(homes)) {
    const home = locateHome(version, join(homes, version));
    if (await homeExists(home)) existing.push(home);
  }
  for (const home of existing) {
    if (await findServer(home)) return home.version;
  }
  return (existing.find(({ version }) => version === defaultNeo4jVersion) ?? existing[0])?.version;
}
