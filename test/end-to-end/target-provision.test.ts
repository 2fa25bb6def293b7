import { chmod, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Progress } from '../../src/progress/progress.ts';
import { ProgressTracker } from '../../src/progress/tracker.ts';
import { ensureArchives } from '../../src/targets/embedded/class-archive.ts';
import { findInstallation, installationFolder } from '../../src/targets/embedded/installation.ts';
import { buildLoadProcedure } from '../../src/targets/embedded/load-procedure.ts';
import { openEmbedded } from '../../src/targets/embedded/open.ts';
import { createEmbeddedServer } from '../../src/targets/embedded/own-server.ts';
import { type ProvisionOptions, provision } from '../../src/targets/embedded/provision.ts';
import { createEmbeddedTarget } from '../../src/targets/embedded/target.ts';
import { findJava } from '../../src/targets/java/find-java.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { makeTestHome } from '../setup/test-home.ts';

const version = '5.26.30';
/** A Java that cannot run, so that the trial runs for class archives fail at once. */
const java = { executable: '/bin/false', version: '17', major: 17 };
let jars: string;

beforeAll(async () => {
  const env = await makeTestHome();
  await openEmbedded({ version, env });
  const installed = await installationFolder(join(env['BULKGEN_HOME'] ?? '', 'cache'), version);
  jars = join(env['BULKGEN_HOME'] ?? '', 'jars');
  for (const part of ['lib', 'plugins']) await cp(join(installed, part), jars, { recursive: true });
});

/** Options with a `mvn` on PATH that runs this script. `$folder` is the output folder. */
async function prepare(script: string): Promise<ProvisionOptions> {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, 'bin'));
  const command = join(folder, 'bin', 'mvn');
  await writeFile(command, `#!/bin/sh\nfor argument; do folder=\${argument#-DoutputDirectory=}; done\n${script}\n`);
  await chmod(command, 0o755);
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` };
  return { version, java, cache: join(folder, 'cache'), env, tracker: new ProgressTracker() };
}

async function leftovers({ cache }: ProvisionOptions): Promise<readonly string[]> {
  return readdir(join(cache, 'neo4j'));
}

describe('provisioning', () => {
  it('puts the recorded jars in place, and does nothing the second time', async () => {
    const options = await prepare(`cp '${jars}'/*.jar "$folder"`);
    const steps = new Set<string>();
    options.tracker.subscribe(({ step }) => steps.add(step));
    const installation = await provision(options);
    expect(installation).toMatchObject({ version, archives: {} });
    expect(await readdir(installation.pluginFolder)).toEqual(['apoc-core-5.26.5-core.jar']);
    expect([...steps]).toEqual(['provision-download', 'provision-verify']);
    steps.clear();
    expect(await provision(options)).toEqual(installation);
    expect([...steps]).toEqual([]);
    expect(await leftovers(options)).toEqual([basename(await installationFolder(options.cache, version))]);
  });

  it('creates class archives once for each Java', async () => {
    const options = await prepare(`cp '${jars}'/*.jar "$folder"`);
    const steps: string[] = [];
    options.tracker.subscribe(({ step, done }) => done && steps.push(step));
    for (const version of ['17', '17', '17.0.1', '17.0.1']) {
      await ensureArchives(await provision({ ...options, java: { ...java, version } }), options);
    }
    expect(steps).toEqual(['provision-download', 'provision-verify', 'provision-archive', 'provision-archive']);
  });

  it('works while another process provisions the same version', async () => {
    const options = await prepare(`sleep 0.$(($$ % 10)); cp '${jars}'/*.jar "$folder"`);
    const [first, second, third] = await Promise.all([provision(options), provision(options), provision(options)]);
    expect(first).toEqual(second);
    expect(second).toEqual(third);
    expect(await leftovers(options)).toEqual([basename(await installationFolder(options.cache, version))]);
  });

  it('restores an installation in which a jar is missing', async () => {
    const options = await prepare(`cp '${jars}'/*.jar "$folder"`);
    const { pluginFolder } = await provision(options);
    const jar = join(pluginFolder, '..', 'lib', `neo4j-${version}.jar`);
    await rm(jar);
    await provision(options);
    expect(await readdir(join(jar, '..'))).toContain(`neo4j-${version}.jar`);
    expect(await leftovers(options)).toEqual([basename(await installationFolder(options.cache, version))]);
  });

  it.each([
    [
      'has a different checksum',
      'printf x >> "$folder/netty-common-4.1.137.Final.jar"',
      'netty-common-4.1.137.Final.jar has a different one',
    ],
    ['is missing', 'rm "$folder/neo4j-io-5.26.30.jar"', 'neo4j-io-5.26.30.jar is missing'],
    ['is unexpected', 'touch "$folder/extra.jar"', 'extra.jar is not among them'],
  ])('installs nothing when a jar %s', async (_title, change, reason) => {
    const options = await prepare(`cp '${jars}'/*.jar "$folder"; ${change}`);
    await expect(provision(options)).rejects.toMatchObject({
      code: 'checksum-differs',
      message: `Expected the jars of Neo4j ${version} to have the checksums that bulkgen knows, but ${reason}`,
      hint: expect.stringMatching(/Nothing was installed\.$/),
    });
    expect(await leftovers(options)).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)('refuses a disk that is too full before the download', async () => {
    const options = await prepare('exit 1');
    await mkdir(options.cache);
    await execa('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'bulkgen-test', options.cache]);
    onTestFinished(async () => void (await execa('umount', [options.cache])));
    await expect(provision(options)).rejects.toMatchObject({
      code: 'no-space',
      message: `Expected 128.7 MB of free space in ${options.cache} for Neo4j ${version}, got 8.4 MB`,
    });
    expect(await leftovers(options)).toEqual([]);
  });

  it('reports the error of Maven', async () => {
    const options = await prepare("echo '[ERROR] Failed to reach it' >&2; echo '[ERROR] more' >&2; exit 1");
    await expect(provision(options)).rejects.toMatchObject({
      code: 'provisioning-failed',
      message: `Maven could not download Neo4j ${version}: [ERROR] Failed to reach it`,
    });
  });

  it('says what to install when there is no Maven', async () => {
    const options = await prepare('');
    const env = { PATH: await makeTemporaryFolder() };
    await expect(provision({ ...options, env })).rejects.toMatchObject({
      code: 'no-maven',
      message: `Could not download Neo4j ${version}: there is no \`mvn\` on PATH`,
      hint: expect.stringContaining('apt-get install maven'),
    });
  });

  it('ends Maven and leaves no file when it is aborted', async () => {
    const options = await prepare('echo $$ > "$folder/../../../../pid"; touch "$folder/half.jar"; sleep 600');
    const abort = new AbortController();
    const work = provision({ ...options, signal: abort.signal });
    const timer = setInterval(async () => {
      const names = await readdir(options.cache).catch((): string[] => []); // it may not exist yet
      if (names.includes('pid')) abort.abort();
    }, 50);
    onTestFinished(() => clearInterval(timer));
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
    expect(await leftovers(options)).toEqual([]);
  });
});

describe('compiling the load procedure', () => {
  it.each([
    ['a JDK', { places: [] }, 'no-java', 'Expected a JDK 17 or newer to compile the load procedure, found none'],
    ['Maven', {}, 'no-maven', `Could not compile the load procedure for Neo4j ${version}: there is no \`mvn\` on PATH`],
  ])('says what to install when there is no %s', async (_name, options, code, message) => {
    const cache = await makeTemporaryFolder();
    const env = { PATH: await makeTemporaryFolder() };
    const building = buildLoadProcedure({ version, cache, env, tracker: new ProgressTracker(), ...options });
    await expect(building).rejects.toMatchObject({ code, message, hint: expect.stringContaining('apt-get install') });
    expect(await readdir(join(cache, 'load-procedure'))).toEqual([]);
  });

  it('reports the error of Maven', async () => {
    const options = await prepare("echo '[ERROR] cannot find symbol'; exit 1");
    await expect(buildLoadProcedure(options)).rejects.toMatchObject({
      code: 'provisioning-failed',
      message: `Could not compile the load procedure for Neo4j ${version}: [ERROR] cannot find symbol`,
      hint: expect.stringMatching(/`mvn -f .*pom\.xml -Dneo4j\.version=5\.26\.30 .*package`/),
    });
  });
});

it('runs a real Java with its class archives', async () => {
  const env = await makeTestHome();
  const cache = join(env['BULKGEN_HOME'] ?? '', 'cache');
  const installation = await findInstallation(cache, version, await findJava(version, { env }));
  expect(Object.keys(installation?.archives ?? {})).toEqual(['import', 'server']);
});

describe('bulkgen neo4j stop', () => {
  it('creates class archives for a server in regular use, and not for one that was tried out', async () => {
    const env = await makeTestHome();
    const target = await openEmbedded({ version, env });
    const steps: string[] = [];
    const withoutJava = createEmbeddedTarget({
      ...{ home: target.home, given: undefined, asked: {}, env },
      install: async () => provision(await prepare(`cp '${jars}'/*.jar "$folder"`)),
    });
    for (const starts of [2, 3]) {
      await writeFile(target.home.neo4jLog, '2026-01-01 00:00:00.000+0000 INFO  Started.\n'.repeat(starts));
      const onProgress = ({ step, done }: Progress) => done && steps.push(`${starts} starts: ${step}`);
      await createEmbeddedServer(withoutJava, env).speedUpStarts?.({ onProgress });
    }
    expect(steps).toEqual(['3 starts: provision-archive']);
  });
});
