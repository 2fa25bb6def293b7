import { constants, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { buildArguments, describeCommand, hashSource, nameJar } from '../../neo4j/load-procedure.ts';
import type { ProgressTracker } from '../../progress/tracker.ts';
import { canAccess, localFiles } from '../../system/local-files.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import { type FindJavaOptions, type Java, listJavas } from '../java/find-java.ts';
import { javaRangeOf } from '../neo4j/version.ts';
import { mavenMissing, runMaven } from './run-maven.ts';

export interface BuildOptions extends Pick<FindJavaOptions, 'places'> {
  /** Any version of Neo4j from 5.26 on. */
  readonly version: string;
  /** The cache folder of `findFolders`. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly tracker: ProgressTracker;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compiles the load procedure for a version of Neo4j with Maven. Returns its jar in the cache, and does nothing when the jar is
 * there already. Throws `no-maven`, `no-java` without a compiler that is new enough, `provisioning-failed`.
 */
export async function buildLoadProcedure(options: BuildOptions): Promise<string> {
  const { version, cache, tracker } = options;
  const jar = await locateJar(cache, version);
  if (await localFiles.exists(jar)) return jar;
  tracker.start('provision-procedure', {
    message: `Compiling the load procedure for Neo4j ${version} with Maven`,
    finished: `Compiled the load procedure for Neo4j ${version} with Maven`,
  });
  await withTemporaryFolder(join(cache, 'load-procedure'), async (temporary) => {
    const folder = join(temporary, 'target');
    await compile(folder, options);
    await rename(join(folder, nameJar(version)), jar);
  });
  tracker.finish();
  return jar;
}

/** The path of the jar of a version. Its name contains the checksum of the source, so that another source is another jar. */
export async function locateJar(cache: string, version: string): Promise<string> {
  return join(cache, 'load-procedure', nameJar(`${version}-${(await hashSource()).slice(0, 12)}`));
}

async function compile(folder: string, options: BuildOptions): Promise<void> {
  const { version, env, signal } = options;
  const failure = `Could not compile the load procedure for Neo4j ${version}`;
  const compiler = await findCompiler(options);
  const args = await buildArguments(version, folder);
  const reason = await runMaven({
    args: [...args, 'compiler:compile', 'jar:jar'],
    env: { ...env, JAVA_HOME: dirname(dirname(compiler.executable)) },
    folder: dirname(folder), // a project's folder may hold settings for Maven
    signal,
    whenMissing: (cause) => mavenMissing(failure, cause),
  });
  if (reason === undefined) return;
  throw new BulkgenError('provisioning-failed', `${failure}: ${reason}`, {
    hint: `Check the network and Maven's settings. See more with \`${describeCommand(args)}\`.`,
  });
}

/** A Java with a compiler that reads the classes of this version. A newer one than the server runs on will do. */
async function findCompiler({ version, ...options }: BuildOptions): Promise<Java> {
  const { lowest } = javaRangeOf(version);
  for (const java of await listJavas(options)) {
    if (java.major >= lowest && (await canAccess(join(dirname(java.executable), 'javac'), constants.X_OK))) return java;
  }
  throw new BulkgenError('no-java', `Expected a JDK ${lowest} or newer to compile the load procedure, found none`, {
    hint: `Install one (Debian: \`apt-get install openjdk-${lowest}-jdk-headless\`) or point JAVA_HOME at one.`,
  });
}
