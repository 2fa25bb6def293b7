import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEmbedded } from '../../../src/targets/embedded/open.ts';
import { findOwnServer } from '../../../src/targets/find-own-server.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

describe('an embedded server', () => {
  it('does not exist in an empty folder, nor beside a file', async () => {
    const home = await makeTemporaryFolder();
    expect(await findEmbedded({ env: { BULKGEN_HOME: home } })).toBeUndefined();
    await mkdir(join(home, 'neo4j'));
    await writeFile(join(home, 'neo4j', 'notes.txt'), '');
    expect(await findEmbedded({ env: { BULKGEN_HOME: home } })).toBeUndefined();
  });

  // A link to itself cannot be read by any user, not even by root.
  it.each([
    ['the folder of all servers', ['neo4j']],
    ['its own folder', ['neo4j', '5.26.30']],
    ['its settings', ['neo4j', '5.26.30', 'conf']],
  ])('is not taken for a missing one when this user cannot read %s', async (_part, path) => {
    const home = await makeTemporaryFolder();
    await mkdir(join(home, ...path, '..'), { recursive: true });
    await symlink(join(home, ...path), join(home, ...path));

    await expect(findOwnServer({ kind: 'embedded', env: { BULKGEN_HOME: home } })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/^Could not read the embedded Neo4j in .*neo4j.*: ELOOP/),
      hint: expect.stringMatching(/^Run bulkgen as the user who owns the folder/),
    });
  });
});
