import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives all end-to-end tests one `BULKGEN_TEST_HOME`, so that Neo4j is downloaded once. Removes the folder at the end unless the
 * environment named it.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['BULKGEN_TEST_HOME']) return undefined;
  const home = await mkdtemp(join(tmpdir(), 'bulkgen-test-'));
  process.env['BULKGEN_TEST_HOME'] = home;
  return () => rm(home, { recursive: true, force: true });
}
