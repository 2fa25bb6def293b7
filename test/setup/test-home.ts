import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbedded } from '../../src/targets/embedded/open.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { afterFile } from './after-file.ts';

/**
 * Returns an environment with a new `BULKGEN_HOME`. Its cache is that of `BULKGEN_TEST_HOME`, which all tests of a run share, so
 * that Neo4j is downloaded once. Servers that still run in it are stopped after the file's tests.
 */
export async function makeTestHome(): Promise<NodeJS.ProcessEnv> {
  const home = await mkdtemp(join(tmpdir(), 'bulkgen target '));
  const cache = join(process.env['BULKGEN_TEST_HOME'] ?? home, 'cache');
  await mkdir(cache, { recursive: true });
  if (process.env['BULKGEN_TEST_HOME']) await symlink(cache, join(home, 'cache'));
  const env = { ...process.env, BULKGEN_HOME: home };
  afterFile(async () => {
    for (const version of neo4jVersions) await (await findEmbedded({ version, env }))?.stop();
    await rm(home, { recursive: true, force: true });
  });
  return env;
}
