import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgressTracker } from '../../src/progress/tracker.ts';
import { ensureArchives } from '../../src/targets/embedded/class-archive.ts';
import type { EmbeddedInstallation } from '../../src/targets/embedded/java-arguments.ts';
import { provision } from '../../src/targets/embedded/provision.ts';
import { findJava } from '../../src/targets/java/find-java.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { quickJava } from './quick-java-options.ts';

const env = { ...process.env, ...quickJava };

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
    const cache = join(home, 'cache');
    const installations: EmbeddedInstallation[] = [];
    for (const version of neo4jVersions) installations.push(await provisionNeo4j(version, cache));
    // Side by side, because a JVM writes an archive with one thread.
    await Promise.all(
      installations.map((installation) => ensureArchives(installation, { env, tracker: new ProgressTracker() })),
    );
  } catch (error) {
    if (!given) await remove();
    throw error;
  }
  return given ? undefined : remove;
}

async function provisionNeo4j(version: string, cache: string): Promise<EmbeddedInstallation> {
  return provision({ version, java: await findJava(version, { env }), cache, env, tracker: new ProgressTracker() });
}
