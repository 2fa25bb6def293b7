import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { importGraph } from '../../src/import/import-graph.ts';
import { countNodes } from '../../src/neo4j/count.ts';
import { waitOnline } from '../../src/neo4j/wait-online.ts';
import { type OpenDockerOptions, openDocker } from '../../src/targets/docker/open.ts';
import type { Target } from '../../src/targets/target.ts';
import {
  createContainer,
  docker,
  expectNoImportContainer,
  expectNoTrace,
  expectNoTraceInFolder,
  readStatus,
} from '../end-to-end/support/container.ts';
import { useDocker } from '../end-to-end/support/docker-daemon.ts';
import { makeExport } from '../end-to-end/support/export-and-target.ts';
import { afterFile } from '../setup/after-file.ts';

const image = useDocker();
const root = join(import.meta.dirname, '../..');

async function online(target: Target) {
  return waitOnline(await target.connection());
}

async function count(target: Target): Promise<number> {
  const database = await online(target);
  return countNodes(database).finally(() => database.close());
}

/** When the container was last started. */
function readStart(name: string): Promise<string> {
  return docker('inspect', '--format', '{{.State.StartedAt}}', name);
}

/** The error of opening a container. */
async function refuse(options: OpenDockerOptions): Promise<unknown> {
  return openDocker(options).then(
    () => 'it was opened',
    (error: unknown) => error,
  );
}

describe.skipIf(!image)('an import into a container', () => {
  let small: string;
  let name: string;
  let target: Target;

  beforeAll(async () => {
    small = await makeExport({ scale: 1_000 });
    name = await createContainer({ image });
    target = await openDocker({ container: name });
  });

  it('fills a container that was never started and leaves it stopped', async () => {
    const { checks } = await importGraph({ folder: small, target });

    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(checks.find((check) => check.name === 'nodes')?.found).toBe(1_100);
    expect(await readStatus(name)).toBe('exited');
    await expectNoTrace(name, image);
  });

  it('refuses a stopped container that holds nodes and leaves it stopped', async () => {
    await expect(importGraph({ folder: small, target })).rejects.toMatchObject({ code: 'database-not-empty' });

    expect(await readStatus(name)).toBe('exited');
    await expectNoTrace(name, image);
  });

  it('replaces the database of a running container, refuses another import meanwhile, and leaves it running', async () => {
    await docker('start', name);
    const other = await makeExport({ scale: 2_000, seed: 'other' });
    await online(target).then((database) => database.close());

    let second: Promise<unknown> | undefined;
    const again = await openDocker({ container: name });
    const { checks, uri } = await importGraph({
      folder: other,
      target,
      force: true,
      onProgress({ step }) {
        if (step !== 'import') return;
        second ??= importGraph({ folder: small, target: again, force: true }).catch((error: unknown) => error);
      },
    });

    expect(await second).toMatchObject({
      code: 'import-running',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(uri).toBe((await target.connection()).uri);
    expect(await count(target)).toBe(2_200);
    expect(await readStatus(name)).toBe('running');
    await expectNoTrace(name, image);
  });

  it('imports third-party CSV from several folders with the schema of a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bulkgen csv '));
    afterFile(() => rm(folder, { recursive: true }));
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'relations (1)'));
    await writeFile(join(folder, 'people.csv'), 'id:ID,name,:LABEL\n1,Ada,Person;Author\n2,Bob,Person\n');
    await writeFile(join(folder, 'relations (1)', 'knows.v1.csv.gz'), gzipSync(':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n'));
    const schemaFile = join(folder, 'schema.cypher');
    await writeFile(schemaFile, 'CREATE CONSTRAINT person_id FOR (n:Person) REQUIRE n.id IS UNIQUE');

    const { checks } = await importGraph({ folder, target, force: true, csv: { schemaFile } });

    expect(checks.map((check) => [check.name, check.found])).toEqual([
      ['nodes', 2],
      ['relationships', 1],
      ['nodes of Person', 2],
      ['nodes of Author', 1],
      ['relationships of KNOWS', 1],
      ['constraints and indexes online', 1],
    ]);
    expect(await readStatus(name)).toBe('running');
    await expectNoTrace(name, image);
  });

  it('names a file or folder that Neo4j’s user cannot read before it changes anything', async () => {
    const folder = await makeExport({ scale: 1_000 });
    await chmod(join(folder, 'Server-000.csv'), 0o600);
    const startedAt = await readStart(name);
    const error = await importGraph({ folder, target, force: true }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'folder-unseen',
      message: expect.stringMatching(/7474.*cannot read `Server-000\.csv`/),
    });

    await chmod(folder, 0o700);
    const closed = await importGraph({ folder, target, force: true }).catch((thrown: unknown) => thrown);
    expect(closed).toMatchObject({ code: 'folder-unseen', hint: expect.stringContaining('chmod -R a+rX') });
    expect(await readStart(name)).toBe(startedAt);
  });

  it('starts one import container for simultaneous calls, also after another program ended it', async () => {
    await target.runExclusively(async () => {
      await docker('rm', '--force', `bulkgen-import-${name}`);
      const { exists } = target.files;
      expect(await Promise.all([exists('/data'), exists('/data'), exists('/nowhere')])).toEqual([true, true, false]);
    });
    await expectNoImportContainer();
  });

  it('refuses a container whose data another container uses, even a paused one', async () => {
    const other = await createContainer({ image, options: ['--volumes-from', name] });
    await target.assertStoreUnused();
    await docker('start', other);
    await docker('pause', other);
    await expect(target.assertStoreUnused()).rejects.toMatchObject({
      code: 'target-unusable',
      message: `Container \`${other}\` runs with the same data as \`${name}\``,
    });
    await docker('rm', '--force', other);
  });

  it('refuses a paused and a missing container, and a choice between two', async () => {
    await docker('pause', name);
    expect(await refuse({ container: name })).toMatchObject({
      code: 'target-unusable',
      hint: expect.stringContaining('docker unpause'),
    });
    await docker('unpause', name);

    expect(await refuse({ container: 'no-such' })).toMatchObject({
      code: 'no-container',
      hint: expect.stringContaining(name),
    });

    const other = await createContainer({ image });
    const error = await refuse({});
    expect(error).toMatchObject({ code: 'several-containers', message: expect.stringContaining(`${name} (`) });
    expect(error).toMatchObject({
      message: expect.stringContaining(`${other} (`),
      hint: expect.stringContaining('--container'),
    });
    await docker('rm', '--force', '--volumes', other);
    expect(await openDocker()).toMatchObject({ container: name, reason: 'the only Neo4j container' });
    expect(await readStatus(name)).toBe('running');
  });
});

describe.skipIf(!image)('the docker target', () => {
  let small: string;

  beforeAll(async () => {
    small = await makeExport({ scale: 1_000 });
  });

  async function makeFolder(mode = 0o755): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'bulkgen-volume-'));
    await chmod(folder, mode);
    afterFile(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }

  async function importInto(container: string): Promise<number> {
    const target = await openDocker({ container });
    const { checks } = await importGraph({ folder: small, target });
    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    return checks.find(({ name }) => name === 'nodes')!.found;
  }

  it('uses the password that the container was created with, and reports a wrong one before it changes anything', async () => {
    const name = await createContainer({ image, auth: 'neo4j/estate-estate' });
    expect(await importInto(name)).toBe(1_100);
    await docker('start', name);
    const startedAt = await readStart(name);
    const targetWithWrongPassword = await openDocker({ container: name, given: { password: 'wrong-password' } });
    await expect(importGraph({ folder: small, target: targetWithWrongPassword, force: true })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    expect(await readStatus(name)).toBe('running');
    expect(await readStart(name)).toBe(startedAt);
    await expectNoTrace(name, image);
    await docker('rm', '--force', '--volumes', name);
  });

  it('gives the import container the memory limit of the container, and the files in a bind mount to Neo4j’s user', async () => {
    const name = await createContainer({
      image,
      options: ['--memory', '1g', '--volume', `${await makeFolder()}:/data`],
      settings: { 'server.memory.heap.max_size': '300m' },
    });
    const target = await openDocker({ container: name });
    expect(target.memoryLimit).toBe(2 ** 30);
    let limit: Promise<string> | undefined;
    const { checks } = await importGraph({
      folder: small,
      target,
      onProgress({ step }) {
        if (step === 'import')
          limit ??= docker('inspect', '--format', '{{.HostConfig.Memory}}', `bulkgen-import-${name}`);
      },
    });
    expect(checks).toContainEqual({ name: 'nodes', expected: 1_100, found: 1_100 });
    expect(await limit).toBe(`${2 ** 30}`);
    expect(await readStatus(name)).toBe('exited');
    await expectNoTrace(name, image);
  });

  it('reads the files in the import folder of the container', async () => {
    const name = await createContainer({ image, options: ['--volume', `${small}:/import:ro`] });
    expect(await (await openDocker({ container: name })).mapFolder(small)).toBe('/import');
  });

  it('says how to copy an export that the daemon cannot see, and finds the copy', async () => {
    const name = await createContainer({ image });
    const place = await makeFolder();
    const run = [
      process.execPath,
      join(root, 'src/bin.ts'),
      'import',
      place,
      '--container',
      name,
      '--progress',
      'none',
    ];
    // In its own mount namespace only bulkgen sees the files, as if the daemon were on another machine.
    const hide = ['--mount', 'sh', '-c', `mount -t tmpfs none "$0" && cp "${small}"/* "$0" && exec "$@"`, place];
    const { exitCode, stderr } = await execa('unshare', [...hide, ...run], { reject: false });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`bulkgen: The Docker daemon cannot see the folder ${place}`);
    expect(await readStatus(name)).toBe('created');

    const [, copyCommand] = /`(docker cp .+?)`/.exec(stderr)!;
    await execa('unshare', [...hide, 'sh', '-c', copyCommand!]);
    const again = await execa('unshare', [...hide, ...run], { reject: false });
    expect(again.stderr).not.toContain('bulkgen:');
    expect(again.exitCode).toBe(0);
    await docker('rm', '--force', '--volumes', name);
  });

  it('imports into a data folder with another name and transaction logs in another volume, as the user of the container', async () => {
    const folders = [await makeFolder(0o777), await makeFolder(0o777), await makeFolder(0o777)] as const;
    const places = ['/elsewhere', '/transactions', '/logs'];
    const volumes = folders.flatMap((folder, index) => ['--volume', `${folder}:${places[index]}`]);
    const name = await createContainer({
      image,
      options: ['--user', '1234:1234', ...volumes],
      settings: {
        'server.directories.data': '/elsewhere',
        'server.directories.transaction.logs.root': '/transactions',
      },
    });
    await execa('chown', ['1234:1234', ...folders]);
    const target = await openDocker({ container: name });
    expect(target).toMatchObject({ dataFolder: '/elsewhere', transactionFolder: '/transactions' });
    expect(await importInto(name)).toBe(1_100);
    expect(await readdir(folders[1])).toEqual(['neo4j', 'system']);
    for (const folder of folders) await expectNoTraceInFolder(folder, '1234:1234');
  });

  it.each([
    ['created with --rm', { options: ['--rm'] }, /created with --rm/],
    ['without a published Bolt port', { network: ['--network', 'none'] }, /does not publish/],
    [
      'with its transaction logs outside a volume',
      { settings: { 'server.directories.transaction.logs.root': '/tmp/logs' } },
      /transaction logs in \/tmp\/logs, which is not in a volume/,
    ],
    ['with its data outside a volume', { settings: { 'server.directories.data': '/tmp/data' } }, /not in a volume/],
  ])('refuses a container %s before it changes anything', async (_case, options, message) => {
    const name = await createContainer({ image, ...options });
    expect(await refuse({ container: name })).toMatchObject({
      code: 'target-unusable',
      message: expect.stringMatching(message),
    });
  });

  it('refuses an image without neo4j-admin', async () => {
    const name = await createContainer({ image });
    const bare = `${name}-without-admin`;
    afterFile(() => docker('rmi', '--force', bare));
    await docker('commit', '--change', 'ENV PATH=/usr/bin:/bin', '--change', 'ENTRYPOINT []', name, bare);
    const other = await createContainer({ image: bare });

    expect(await refuse({ container: other })).toMatchObject({
      code: 'target-unusable',
      message: expect.stringContaining('has no neo4j-admin'),
    });
  });
});
