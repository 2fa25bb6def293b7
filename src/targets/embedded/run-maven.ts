import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../../errors.ts';
import { canAccess } from '../../system/local-files.ts';
import { quotePath } from '../../system/quote-word.ts';
import { type ChildCall, runChild } from '../../system/run-child.ts';
import type { Java } from '../java/find-java.ts';

export interface MavenOptions {
  readonly version: string;
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  /** The folder to put the jars into. */
  readonly folder: string;
  /** Called with the name and size of each file that Maven has downloaded. Files of its local repository are not downloaded. */
  readonly onDownload?: (name: string, bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface MavenCall extends Pick<MavenOptions, 'env' | 'signal'> {
  readonly java: Java | undefined;
}

const projectFile = fileURLToPath(new URL('./provision/pom.xml', import.meta.url));
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';

/** Lets Maven, with this user's settings, put all jars of a Neo4j version into a folder. Throws `no-maven`, `provisioning-failed`. */
export async function copyJars({ version, java, env, folder, onDownload, signal }: MavenOptions): Promise<void> {
  const reason = await runMaven({
    args: ['-f', projectFile, `-Dneo4j.version=${version}`, copyGoal, `-DoutputDirectory=${folder}`],
    env: await mavenEnvironment(env, java),
    folder: dirname(folder),
    signal,
    onLine(line) {
      const download = onDownload && readDownload(line);
      if (download) onDownload(...download);
    },
    whenMissing: (cause) => explainMissingMaven(version, cause),
  });
  if (reason === undefined) return;
  throw new BulkgenError('provisioning-failed', `Maven could not download Neo4j ${version}: ${reason}`, {
    hint: `Check the network and Maven's settings. See more with \`mvn -B -f ${quotePath(projectFile)} -Dneo4j.version=${version} ${copyGoal}\`.`,
  });
}

/** Runs Maven in a folder. Returns why it failed, in its words, or undefined. */
export async function runMaven({ args, ...call }: Omit<ChildCall, 'command'>): Promise<string | undefined> {
  const { exitCode, lastLines } = await runChild({ ...call, command: 'mvn', args: ['-B', ...args] });
  if (exitCode === 0) return undefined;
  return lastLines.find((line) => line.includes('[ERROR]')) ?? lastLines.at(-1) ?? `exit code ${exitCode}`;
}

/** The name and size in Maven's line `Downloaded from central: https://…/neo4j-io-5.26.30.jar (1.2 MB at 4.1 MB/s)`. */
export function readDownload(line: string): readonly [name: string, bytes: number] | undefined {
  const [, name, size, unit] = /Downloaded from \S+ \S*\/(\S+) \(([\d.]+) ([kMG]?B)\b/.exec(line) ?? [];
  return name === undefined ? undefined : [name, Number(size) * bytesPerUnit[unit as keyof typeof bytesPerUnit]];
}

const bytesPerUnit = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 } as const;

/** The version of the `mvn` on PATH. It runs with this Java when it finds none itself. Throws `no-maven` when it does not run. */
export async function readMavenVersion({ java, env, signal }: MavenCall): Promise<string> {
  const { exitCode, lastLines } = await runChild({
    command: 'mvn',
    args: ['-B', '--version'],
    env: await mavenEnvironment(env, java),
    folder: '/', // a project's folder may hold settings for Maven
    signal,
    whenMissing: (cause) => new BulkgenError('no-maven', 'There is no `mvn` on PATH', { hint: howToInstall, cause }),
  });
  const version = /Apache Maven (\d[\w.-]*)/.exec(lastLines.join('\n'))?.[1];
  if (exitCode === 0 && version !== undefined) return version;
  const reason = lastLines.find((line) => line.trim() !== '') ?? `exit code ${exitCode}`;
  throw new BulkgenError('no-maven', `\`mvn --version\` failed: ${reason.trim()}`, {
    hint: 'Set JAVA_HOME to a Java, or reinstall Maven.',
  });
}

/** The error `no-maven` for a version whose jars must be downloaded. */
export function explainMissingMaven(version: string, cause?: unknown): BulkgenError {
  return mavenMissing(`Could not download Neo4j ${version}`, cause);
}

/** The error `no-maven` for work that needs it: `Could not build X`. */
export function mavenMissing(failure: string, cause?: unknown): BulkgenError {
  return new BulkgenError('no-maven', `${failure}: there is no \`mvn\` on PATH`, { hint: howToInstall, cause });
}

const howToInstall = 'Install Maven (Debian: `apt-get install maven`, macOS: `brew install maven`).';

async function mavenEnvironment(env: NodeJS.ProcessEnv, java: Java | undefined): Promise<NodeJS.ProcessEnv> {
  return java === undefined || (await hasJava(env)) ? env : { ...env, JAVA_HOME: dirname(dirname(java.executable)) };
}

/** Whether Maven finds a Java by itself. */
async function hasJava(env: NodeJS.ProcessEnv): Promise<boolean> {
  if (env['JAVA_HOME']) return true;
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (await canAccess(join(folder, 'java'))) return true;
  }
  return false;
}
