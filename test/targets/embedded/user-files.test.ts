import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { locateHome } from '../../../src/targets/embedded/home.ts';
import { findUserFiles } from '../../../src/targets/embedded/user-files.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('finds what a user put into a home, but not what bulkgen put there', async () => {
  const folder = await makeTemporaryFolder();
  const home = locateHome('5.26.30', folder);
  expect(await findUserFiles(home)).toEqual([]);

  for (const name of ['import', 'plugins', 'data/dumps']) await mkdir(join(folder, name), { recursive: true });
  await symlink('/nowhere/apoc.jar', join(folder, 'plugins', 'apoc.jar'));
  await writeFile(join(folder, 'plugins', 'bulkgen-load-5.26.30-0123.jar'), '');
  expect(await findUserFiles(home)).toEqual([]);

  const own = ['import/people.csv', 'data/dumps/neo4j.dump', 'plugins/mine.jar'].map((name) => join(folder, name));
  for (const path of own) await writeFile(path, '');
  expect(await findUserFiles(home)).toEqual(own);
});
