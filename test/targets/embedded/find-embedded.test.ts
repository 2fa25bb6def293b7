import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainDumpVersion, explainNewVersion, findEmbedded } from '../../../src/targets/embedded/open.ts';
import { findOwnServer } from '../../../src/targets/find-own-server.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { installJava } from '../java/install-java.ts';

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

describe('explainNewVersion', () => {
  /** What is said about a new server on a machine with this Java. */
  async function explain(java: string, asked?: string): Promise<string | undefined> {
    const folder = await makeTemporaryFolder();
    const PATH = dirname(await installJava(join(folder, 'jdk'), java));
    return explainNewVersion(asked, { env: { PATH, BULKGEN_HOME: folder }, places: [] });
  }

  it('names the Java that the usual version needs when only another one is there', async () => {
    expect(await explain('25.0.3')).toBe(
      'Creating a server of Neo4j 2026.08.1, because Neo4j 5.26 needs Java 17 to 21 and this machine has a newer Java only.',
    );
  });

  it('says nothing for the usual version, and for one that was asked for', async () => {
    expect([await explain('17.0.1'), await explain('25.0.3', '2026')]).toEqual([undefined, undefined]);
  });

  it('says nothing when a server exists already', async () => {
    const home = await makeTemporaryFolder();
    const settings = join(home, 'neo4j', '2026.08.1', 'conf');
    await mkdir(settings, { recursive: true });
    await writeFile(join(settings, 'neo4j.conf'), '');
    const PATH = dirname(await installJava(join(home, 'jdk'), '25.0.3'));
    expect(await explainNewVersion(undefined, { env: { PATH, BULKGEN_HOME: home }, places: [] })).toBeUndefined();
  });
});

describe('explainDumpVersion', () => {
  async function explain(java: string, asked?: string): Promise<string | undefined> {
    const PATH = dirname(await installJava(join(await makeTemporaryFolder(), 'jdk'), java));
    return explainDumpVersion(asked, { env: { PATH }, places: [] });
  }

  it('names the Java that the usual version needs, also when a server exists already', async () => {
    expect(await explain('25.0.3')).toBe(
      'Creating the dump with Neo4j 2026.08.1, because Neo4j 5.26 needs Java 17 to 21 and this machine has a newer Java only.',
    );
    expect([await explain('17.0.1'), await explain('25.0.3', '2026')]).toEqual([undefined, undefined]);
  });
});
