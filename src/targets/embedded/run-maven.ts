import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../../errors.ts';
import { runChild } from '../../system/run-child.ts';
import type { Java } from '../java/find-java.ts';

export interface MavenOptions {
  readonly version: string;
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  /** Where the jars go. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

export interface MavenCall extends Pick<MavenOptions, 'env' | 'signal'> {
  readonly java: Java | undefined;
}

const projectFile = fileURLToPath(new URL('./provision/pom.xml', import.meta.url));
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';

/** Has Maven, as this user set it up, put all jars of a Neo4j version into a folder. */
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
        `The jars of Neo4j ${version} are fetched by Maven, and there is no \`mvn\` on PATH`,
        {
          hint: howToInstall,
          cause,
        },
      ),
  });
  if (exitCode === 0) return;
  const telling = lastLines.find((line) => line.includes('[ERROR]')) ?? lastLines.at(-1) ?? `exit code ${exitCode}`;
  throw new BulkgenError('provisioning-failed', `Maven could not fetch Neo4j ${version}: ${telling}`, {
    hint: `Check the network and Maven's settings: \`mvn -B -f ${projectFile} -Dneo4j.version=${version} ${copyGoal}\` shows more.`,
  });
}

/** The version of the `mvn` that fetches jars, run by this Java or what it finds itself; throws `no-maven` when it does not run. */
export async function readMavenVersion({ java, env, signal }: MavenCall): Promise<string> {
  const { exitCode, lastLines } = await runChild({
    command: 'mvn',
    args: ['-B', '--version'],
    env: await mavenEnvironment(env, java),
    folder: '/', // where no project's own settings for Maven are
    signal,
    whenMissing: (cause) => new BulkgenError('no-maven', 'There is no `mvn` on PATH', { hint: howToInstall, cause }),
  });
  const version = /Apache Maven (\d[\w.-]*)/.exec(lastLines.join('\n'))?.[1];
  if (exitCode === 0 && version !== undefined) return version;
  const said = lastLines.find((line) => line.trim() !== '') ?? `exit code ${exitCode}`;
  throw new BulkgenError('no-maven', `\`mvn --version\` failed: ${said.trim()}`, {
    hint: 'Point JAVA_HOME at a Java, or install Maven anew.',
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
    const found = await access(join(folder, 'java')).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
