import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgressTracker } from '../../src/progress/tracker.ts';
import { ensureArchives } from '../../src/targets/embedded/class-archive.ts';
import { provision } from '../../src/targets/embedded/provision.ts';
import { findJava } from '../../src/targets/java/find-java.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { quickJava } from './quick-java-options.ts';

/**
 * Gives all end-to-end tests one `BULKGEN_TEST_HOME`, so that Neo4j is downloaded once, with class archives, which tests that start
 * dozens of servers are worth. Removes the folder at the end unless the environment named it.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['BULKGEN_TEST_HOME'];
  const home = given || (await mkdtemp(join(tmpdir(), 'bulkgen-test-')));
  process.env['BULKGEN_TEST_HOME'] = home;
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    for (const version of neo4jVersions) await prepareNeo4j(version, join(home, 'cache'));
  } catch (error) {
    if (!given) await remove();
    throw error;
  }
  return given ? undefined : remove;
}

async function prepareNeo4j(version: string, cache: string): Promise<void> {
  const env = { ...process.env, ...quickJava };
  const java = await findJava(version, { env });
  const tracker = new ProgressTracker();
  await ensureArchives(await provision({ version, java, cache, env, tracker }), { env, tracker });
}
