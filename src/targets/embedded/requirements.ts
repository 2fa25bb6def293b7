// What a new embedded server needs of this machine. `import`, `demo`, `neo4j start` and `doctor` all ask here, so they agree.
import { constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { canAccess } from '../../system/local-files.ts';
import { findFolders } from '../../system/own-folders.ts';
import {
  chooseJava,
  describeRange,
  explainMissingJava,
  type FindJavaOptions,
  type Java,
  listJavas,
  nameJavaPackage,
} from '../java/find-java.ts';
import { defaultNeo4jVersion, javaRangeOf, nameLine, neo4jVersions } from '../neo4j/version.ts';
import { isProvisioned } from './installation.ts';
import { explainMissingMaven } from './run-maven.ts';

/** The version of a new server: the default version, or another one where only its Java is installed. */
export function chooseNewVersion(javas: readonly Java[]): string {
  return runnableVersions(javas)[0] ?? defaultNeo4jVersion;
}

/** Why a new server has this version and not the usual one, as part of a sentence; empty for the usual version. */
export function explainVersion(version: string): string {
  if (version === defaultNeo4jVersion) return '';
  return `because Neo4j ${nameLine(defaultNeo4jVersion)} needs ${describeRange(javaRangeOf(defaultNeo4jVersion))}`;
}

/**
 * The error for what a server of this version needs and this machine lacks: Java (`no-java`), or Maven (`no-maven`) while its
 * jars are not in the cache. Undefined when nothing is missing.
 */
export async function findLack(
  version: string,
  { env = process.env, ...options }: FindJavaOptions = {},
): Promise<BulkgenError | undefined> {
  const javas = await listJavas({ env, ...options });
  const lacksJava = !runnableVersions(javas).includes(version);
  const lacksMaven = !(await isOnPath('mvn', env)) && !(await isProvisioned(findFolders({ env }).cache, version));
  if (lacksJava && lacksMaven) return explainMissingBoth(version);
  if (lacksJava) return offerOtherVersion(explainMissingJava(version, javas), javas);
  return lacksMaven ? explainMissingMaven(version) : undefined;
}

function explainMissingBoth(version: string): BulkgenError {
  const range = javaRangeOf(version);
  return new BulkgenError('no-java', `Expected ${describeRange(range)} and Maven for Neo4j ${version}, found neither`, {
    hint: `Install ${describeRange(range)} and Maven (Debian: \`apt-get install ${nameJavaPackage(range)} maven\`).`,
  });
}

/** Adds to the hint the version that one of these Javas can run. */
function offerOtherVersion({ code, message, hint = '' }: BulkgenError, javas: readonly Java[]): BulkgenError {
  const [other] = runnableVersions(javas);
  const offer = other === undefined ? '' : ` Or choose --neo4j-version ${nameLine(other)}, which the Java here runs.`;
  return new BulkgenError(code, message, { hint: `${hint}${offer}` });
}

function runnableVersions(javas: readonly Java[]): readonly string[] {
  return neo4jVersions.filter((version) => chooseJava(javas, javaRangeOf(version)));
}

async function isOnPath(command: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder !== '' && (await canAccess(join(folder, command), constants.X_OK))) return true;
  }
  return false;
}
