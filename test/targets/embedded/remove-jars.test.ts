import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeJars } from '../../../src/targets/embedded/remove-jars.ts';
import { neo4jVersions } from '../../../src/targets/neo4j/version.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('removes the jars of one version or of all, also those of an older bulkgen, and nothing else', async () => {
  const home = await makeTemporaryFolder();
  const env = { BULKGEN_HOME: home };
  const folder = join(home, 'cache', 'neo4j');
  const [first, ...others] = neo4jVersions;
  const names = [...neo4jVersions, `${first}-0a1b2c3d`, `${first}0-0a1b2c3d`, 'other'];
  for (const name of names) await mkdir(join(folder, name, 'lib'), { recursive: true });

  expect(await removeJars({ version: first, env })).toEqual([join(folder, first), join(folder, `${first}-0a1b2c3d`)]);
  expect(await removeJars({ env })).toEqual(others.map((version) => join(folder, version)));
  expect(await readdir(folder)).toEqual([`${first}0-0a1b2c3d`, 'other']);
  expect(await removeJars({ env })).toEqual([]);
});
