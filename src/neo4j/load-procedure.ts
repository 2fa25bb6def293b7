// Procedures that load a running database faster than Cypher does. They call the kernel of Neo4j, whose interfaces change between
// versions. So bulkgen ships their source, a Maven project, and a server needs the jar that was compiled for its version.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BulkgenError } from '../errors.ts';
import { quoteWord } from '../system/quote-word.ts';
import type { Database } from './driver.ts';
import { readServerVersion } from './server-version.ts';

const sourceFolder = fileURLToPath(new URL('./load-procedure', import.meta.url));

/** How the names of all its jars begin. */
export const jarPrefix = 'bulkgen-load-';

/** The name of the jar of a version. */
export function nameJar(version: string): string {
  return `${jarPrefix}${version}.jar`;
}

/** The arguments with which Maven builds the jar of a version in a folder. A goal is missing. */
export async function buildArguments(version: string, folder: string): Promise<readonly string[]> {
  const properties = { 'neo4j.version': version, 'source.sha256': await hashSource(), folder };
  const projectFile = join(sourceFolder, 'pom.xml');
  return ['-f', projectFile, ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`)];
}

/** The command of these arguments, for people. */
export function describeCommand(args: readonly string[]): string {
  return ['mvn', ...args, 'package'].map(quoteWord).join(' ');
}

/** The sha256 of the source. A jar knows that of the source that it was compiled from. */
export async function hashSource(): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(sourceFolder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  for (const path of paths.sort()) hash.update(await readFile(path));
  return hash.digest('hex');
}

/** Throws `procedure-missing` unless the server has the load procedure of this bulkgen, compiled for its version. */
export async function requireLoadProcedure(database: Database): Promise<void> {
  const { version } = await readServerVersion(database);
  await refuseOtherBuild(await readBuild(database), version);
}

/** Throws `procedure-missing` for a procedure that does not exist or is not that of this bulkgen and this version of Neo4j. */
export async function refuseOtherBuild(found: Build | undefined, version: string): Promise<void> {
  if (found?.source === (await hashSource()) && found.neo4j === version) return;
  throw new BulkgenError('procedure-missing', explainDifference(found, version), { hint: await howToInstall(version) });
}

/** What the procedure of a server says of itself. */
export interface Build {
  readonly source: string;
  /** The version that it is compiled for. */
  readonly neo4j: string;
}

async function readBuild(database: Database): Promise<Build | undefined> {
  try {
    const { records } = await database.run<{ source: string; neo4j: string }>('CALL bulkgen.loadProcedure()');
    return records[0]?.toObject();
  } catch (error) {
    const { cause } = error as BulkgenError;
    if ((cause as { code?: string } | undefined)?.code === 'Neo.ClientError.Procedure.ProcedureNotFound')
      return undefined;
    throw error;
  }
}

function explainDifference(found: Build | undefined, version: string): string {
  const expected = `Expected Neo4j ${version} to have the load procedure of this bulkgen`;
  if (!found) return `${expected}, got none`;
  return found.neo4j === version
    ? `${expected}, got that of another version`
    : `${expected}, got one for Neo4j ${found.neo4j}`;
}

async function howToInstall(version: string): Promise<string> {
  if (version.includes('aura')) return 'Use --method unwind: AuraDB does not take procedures.';
  const folder = join(tmpdir(), 'bulkgen-load');
  const command = describeCommand(await buildArguments(version, folder));
  return `Stop an embedded server and start it with \`bulkgen neo4j start --with load-procedure\`. For another server, run \`${command}\`, copy ${join(folder, nameJar(version))} into its plugins folder and restart it.`;
}
