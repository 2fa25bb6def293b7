import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../../errors.ts';
import { canAccess } from '../../system/local-files.ts';
import { runChild } from '../../system/run-child.ts';
import type { Java } from '../java/find-java.ts';

export interface MavenOptions {
  readonly version: string;
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  /** The folder to put the jars into. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

export interface MavenCall extends Pick<MavenOptions, 'env' | 'signal'> {
  readonly java: Java | undefined;
}

const projectFile = fileURLToPath(new URL('./provision/pom.xml', import.meta.url));
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';

/** Lets Maven, with this user's settings, put all jars of a Neo4j version into a folder. Throws `no-maven`, `provisioning-failed`. */
export async function copyJars({ version, java, env, folder, signal }: MavenOptions): Promise<void> {
  const { exitCode, lastLines } = await runChild({
    command: 'mvn',
    args: ['-q', '-B', '-f', projectFile, `-Dneo4j.version=${version}`, copyGoal, `-DoutputDirectory=${folder}`],
    env: await mavenEnvironment(env, java),
    folder: dirname(folder),
    signal,
    whenMissing: (cause) =>
      new BulkgenError(
        'no-maven',
        `Could not download Neo4j ${version}: the download needs Maven, and \`mvn\` is not on PATH`,
        {
          hint: howToInstall,
          cause,
        },
      ),
  });
  if (exitCode === 0) return;
  const reason = lastLines.find((line) => line.includes('[ERROR]')) ?? lastLines.at(-1) ?? `exit code ${exitCode}`;
  throw new BulkgenError('provisioning-failed', `Maven could not download Neo4j ${version}: ${reason}`, {
    hint: `Check the network and Maven's settings. See more with \`mvn -B -f ${projectFile} -Dneo4j.version=${version} ${copyGoal}\`.`,
  });
}

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
