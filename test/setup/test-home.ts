import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbedded } from '../../src/targets/embedded/open.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { afterFile } from './after-file.ts';

/**
 * An environment whose `BULKGEN_HOME` is new but for its cache, which all tests of a run share (`BULKGEN_TEST_HOME`), so
 * that Neo4j is provisioned once. Servers left running in it are stopped when the file's tests are over.
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
