import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeJars } from '../../../src/targets/embedded/remove-jars.ts';
import { neo4jVersions } from '../../../src/targets/neo4j/version.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('removes the jars of one version or of all, and nothing else', async () => {
  const home = await makeTemporaryFolder();
  const env = { BULKGEN_HOME: home };
  const folder = join(home, 'cache', 'neo4j');
  for (const name of [...neo4jVersions, 'other']) await mkdir(join(folder, name, 'lib'), { recursive: true });
  const [first, ...others] = neo4jVersions;

  expect(await removeJars({ version: first, env })).toEqual([join(folder, first)]);
  expect(await removeJars({ env })).toEqual(others.map((version) => join(folder, version)));
  expect(await readdir(folder)).toEqual(['other']);
  expect(await removeJars({ env })).toEqual([]);
});
