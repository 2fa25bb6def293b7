import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeInstallation } from '../../../src/targets/local/installation.ts';
import { readJarVersion } from '../../../src/targets/neo4j/version.ts';
import { layOut } from './layout.ts';

describe('an installation', () => {
  it('is described by its files', async () => {
    const home = await layOut({ settings: 'server.directories.data=/data\n' });
    expect(await describeInstallation(home, {})).toEqual({
      home,
      version: '5.26.30',
      edition: 'community',
      configFolder: join(home, 'conf'),
      settings: 'server.directories.data=/data\n',
      libraryFolder: join(home, 'lib'),
      scripts: { server: join(home, 'bin', 'neo4j'), admin: join(home, 'bin', 'neo4j-admin') },
    });
  });

  it('needs no scripts, and may have its settings and jars elsewhere', async () => {
    const home = await layOut({ settings: 'server.directories.lib=jars\n', hasScripts: false });
    const configFolder = join(dirname(home), 'etc');
    await rename(join(home, 'conf'), configFolder);
    await rename(join(home, 'lib'), join(home, 'jars'));
    expect(await describeInstallation(home, { NEO4J_CONF: configFolder })).toMatchObject({
      configFolder,
      libraryFolder: join(home, 'jars'),
      scripts: {},
    });
  });

  it.each([
    [
      'settings',
      'conf',
      'neo4j-missing',
      /to be an installed Neo4j with conf\/neo4j\.conf, found no .*conf\/neo4j\.conf/,
    ],
    ['jars', 'lib', 'neo4j-missing', /to be an installed Neo4j with lib\/neo4j-kernel-\*\.jar, found no such jar in/],
  ])('is not one without its %s', async (_what, folder, code, message) => {
    const home = await layOut();
    await rm(join(home, folder), { recursive: true });
    await expect(describeInstallation(home, {})).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringContaining('--neo4j-home'),
    });
  });

  it('is not one without a folder', async () => {
    await expect(describeInstallation('/no/such/folder', {})).rejects.toMatchObject({
      code: 'neo4j-missing',
      message: expect.stringContaining('`/no/such/folder`'),
    });
  });

  it('is refused when its settings cannot be read', async () => {
    const home = await layOut();
    const settings = join(home, 'conf', 'neo4j.conf');
    await rm(settings);
    await mkdir(settings); // a folder, which not even root can read as a file
    await expect(describeInstallation(home, {})).rejects.toMatchObject({
      code: 'target-unusable',
      message: expect.stringContaining(`Expected ${settings} to be readable`),
    });
  });

  it('is refused when it is too old for the import', async () => {
    const home = await layOut({ jar: 'neo4j-kernel-4.4.40.jar' });
    await expect(describeInstallation(home, {})).rejects.toMatchObject({
      code: 'target-unusable',
      message: `Expected Neo4j 5 or newer in ${home}, got 4.4.40`,
    });
  });
});

it.each([
  [['neo4j-kernel-api-5.26.30.jar', 'neo4j-kernel-5.26.29.jar', 'neo4j-5.26.28.jar'], '5.26.29'],
  [['neo4j-java-driver-5.28.15.jar', 'neo4j-2026.08.1.jar'], '2026.08.1'],
  [['log4j-core-2.26.1.jar'], undefined],
])('reads the version from the names %j', (names, version) => {
  expect(readJarVersion(names)).toBe(version);
});
