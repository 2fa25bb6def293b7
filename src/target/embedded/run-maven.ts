import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../../errors.ts';
import type { Java } from '../find-java.ts';
import { runChild } from '../run-child.ts';

export interface MavenOptions {
  readonly version: string;
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  /** Where the jars go. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

const projectFile = fileURLToPath(new URL('../provision/pom.xml', import.meta.url));
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';

/** Has Maven, as this user set it up, put all jars of a Neo4j version into a folder. */
export async function copyJars({ version, java, env, folder, signal }: MavenOptions): Promise<void> {
  const { exitCode, lastLines } = await runChild({
    command: 'mvn',
    args: ['-q', '-B', '-f', projectFile, `-Dneo4j.version=${version}`, copyGoal, `-DoutputDirectory=${folder}`],
    env: (await hasJava(env)) ? env : { ...env, JAVA_HOME: dirname(dirname(java.executable)) },
    folder: dirname(folder),
    signal,
    whenMissing: (cause) =>
      new BulkgenError(
        'no-maven',
        `The jars of Neo4j ${version} are fetched by Maven, and there is no \`mvn\` on PATH`,
        {
          hint: 'Install Maven (Debian: `apt-get install maven`, macOS: `brew install maven`).',
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
