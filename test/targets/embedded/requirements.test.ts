import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { installationFolder, readRecordedChecksums } from '../../../src/targets/embedded/installation.ts';
import { chooseNewVersion, findLack } from '../../../src/targets/embedded/requirements.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { installJava } from '../java/install-java.ts';

describe('chooseNewVersion', () => {
  it.each([
    [[17], '5.26.30'],
    [[21], '5.26.30'],
    [[25, 17], '5.26.30'],
    [[25], '2026.08.1'],
    [[11], '5.26.30'],
    [[], '5.26.30'],
  ])('with Java %j, takes %s', (majors, version) => {
    const javas = majors.map((major) => ({ executable: '/java', version: `${major}`, major }));
    expect(chooseNewVersion(javas)).toBe(version);
  });
});

describe('findLack', () => {
  const howToGetMaven = 'Install Maven (Debian: `apt-get install maven`, macOS: `brew install maven`).';
  const howToGetJava =
    'Install Java 17 to 21 (Debian: `apt-get install openjdk-17-jre-headless`) or point JAVA_HOME at one.';
  let folder: string;

  beforeEach(async () => {
    folder = await makeTemporaryFolder();
  });

  /** What a machine with these programs lacks for a version. */
  async function find(version: string, { java, maven = false }: { java?: string; maven?: boolean }) {
    const path = join(folder, 'bin');
    await mkdir(path, { recursive: true });
    const executable = java === undefined ? undefined : await installJava(join(folder, 'jdk'), java);
    if (maven) {
      await writeFile(join(path, 'mvn'), '');
      await chmod(join(path, 'mvn'), 0o755);
    }
    const PATH = [path, ...(executable === undefined ? [] : [dirname(executable)])].join(delimiter);
    const lack = await findLack(version, { env: { PATH, BULKGEN_HOME: folder }, places: [] });
    return lack && `${lack.code}: ${lack.message}. ${lack.hint}`.replaceAll(folder, '');
  }

  it('finds nothing missing with Java and Maven', async () => {
    expect(await find('5.26.30', { java: '17.0.1', maven: true })).toBeUndefined();
  });

  it('names only Maven when there is Java', async () => {
    expect(await find('5.26.30', { java: '17.0.1' })).toBe(
      `no-maven: Could not download Neo4j 5.26.30: there is no \`mvn\` on PATH. ${howToGetMaven}`,
    );
  });

  it('names only Java when there is Maven', async () => {
    expect(await find('5.26.30', { maven: true })).toBe(
      `no-java: Expected Java 17 to 21 for Neo4j 5.26.30, found none. ${howToGetJava}`,
    );
  });

  it('names both when both are missing', async () => {
    expect(await find('5.26.30', {})).toBe(
      'no-java: Expected Java 17 to 21 and Maven for Neo4j 5.26.30, found neither. Install Java 17 to 21 and Maven (Debian: `apt-get install openjdk-17-jre-headless maven`).',
    );
  });

  it('offers the other version when the Java here runs that one', async () => {
    expect(await find('5.26.30', { java: '25.0.3', maven: true })).toBe(
      `no-java: Expected Java 17 to 21 for Neo4j 5.26.30, found Java 25.0.3 at /jdk/bin/java. ${howToGetJava} Or choose --neo4j-version 2026, which the Java here runs.`,
    );
  });

  it('needs no Maven when the jars are in the cache', async () => {
    const library = join(await installationFolder(join(folder, 'cache'), '5.26.30'), 'lib');
    await mkdir(library, { recursive: true });
    for (const name of (await readRecordedChecksums('5.26.30')).keys()) await writeFile(join(library, name), '');
    expect(await find('5.26.30', { java: '17.0.1' })).toBeUndefined();
  });
});
