import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseJava, findJava, type Java, listJavas, readRelease } from '../../../src/targets/java/find-java.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { installJava } from './install-java.ts';

function java(major: number): Java {
  return { executable: `/jvm/${major}/bin/java`, version: `${major}.0.1`, major };
}

describe('chooseJava', () => {
  it.each([
    [[17, 21, 25], { lowest: 17, highest: 21 }, 17],
    [[25, 21, 17], { lowest: 17, highest: 21 }, 21],
    [[11, 17, 25], { lowest: 21 }, 25],
    [[8, 11, 25], { lowest: 17, highest: 21 }, undefined],
    [[], { lowest: 21 }, undefined],
  ])('of %j, within %j, takes %s', (majors, range, chosen) => {
    expect(chooseJava(majors.map(java), range)?.major).toBe(chosen);
  });
});

describe('readRelease', () => {
  it('prefers the runtime version, which names the build', () => {
    expect(readRelease('JAVA_RUNTIME_VERSION="17.0.15+6-Debian"\nJAVA_VERSION="17.0.15"\n')).toBe('17.0.15+6-Debian');
  });

  it('uses the plain version when it is the only one', () => {
    expect(readRelease('JAVA_VERSION="21.0.2"\r\n')).toBe('21.0.2');
    expect(readRelease('something else\n')).toBeUndefined();
  });
});

describe('findJava', () => {
  it('prefers JAVA_HOME, then PATH, then the newest of the usual places', async () => {
    const folder = await makeTemporaryFolder();
    const named = await installJava(join(folder, 'named'), '21.0.1');
    const onPath = await installJava(join(folder, 'on-path'), '17.0.1');
    await installJava(join(folder, 'places', 'older'), '21.0.2');
    const newest = await installJava(join(folder, 'places', 'mac.jdk', 'Contents', 'Home'), '25.0.1');
    const places = [join(folder, 'nowhere'), join(folder, 'places')];
    const PATH = `:${dirname(onPath)}`;
    const find = async (version: string, env: NodeJS.ProcessEnv) =>
      (await findJava(version, { env, places })).executable;
    expect(await find('5.26.30', { PATH, JAVA_HOME: join(folder, 'named') })).toBe(named);
    expect(await find('5.26.30', { PATH })).toBe(onPath);
    expect(await find('2026.08.1', { PATH })).toBe(newest);
  });

  it('follows links to the JDK itself', async () => {
    const folder = await makeTemporaryFolder();
    const real = await installJava(join(folder, 'jdk'), '21.0.1');
    await symlink(real, join(folder, 'java'));
    expect(await findJava('5.26.30', { env: { PATH: folder }, places: [] })).toEqual({
      executable: real,
      version: '21.0.1',
      major: 21,
    });
  });

  it('says what to install when there is none', async () => {
    await expect(findJava('2026.08.1', { env: {}, places: [] })).rejects.toMatchObject({
      code: 'no-java',
      message: 'Expected Java 21 or newer for Neo4j 2026.08.1, found none',
      hint: expect.stringContaining('apt-get install openjdk-21-jre-headless'),
    });
  });

  it('names a Java that is not suitable', async () => {
    const folder = await makeTemporaryFolder();
    const executable = await installJava(folder, '1.8.0_402');
    await expect(findJava('5.26.30', { env: { JAVA_HOME: folder }, places: [] })).rejects.toMatchObject({
      code: 'no-java',
      message: `Expected Java 17 to 21 for Neo4j 5.26.30, found Java 1.8.0_402 at ${executable}`,
    });
  });
});

describe('listJavas', () => {
  it('returns each Java once, in the order of the search', async () => {
    const folder = await makeTemporaryFolder();
    const named = await installJava(join(folder, 'named'), '17.0.1');
    const older = await installJava(join(folder, 'places', 'older'), '21.0.2');
    const newest = await installJava(join(folder, 'places', 'newest'), '25.0.1');
    const env = { JAVA_HOME: join(folder, 'named'), PATH: `${dirname(older)}:${dirname(named)}` };
    const javas = await listJavas({ env, places: [join(folder, 'places')] });
    expect(javas.map(({ executable }) => executable)).toEqual([named, older, newest]);
  });

  it('returns none when there is none', async () => {
    expect(await listJavas({ env: {}, places: [] })).toEqual([]);
  });
});
