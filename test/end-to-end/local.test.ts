import { once } from 'node:events';
import { appendFile, chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { type ImportOptions, importGraph } from '../../src/import/import-graph.ts';
import { countNodes } from '../../src/neo4j/count.ts';
import { type Database, useDatabase } from '../../src/neo4j/driver.ts';
import { createSnapshot } from '../../src/snapshot/create-snapshot.ts';
import { restoreSnapshot } from '../../src/snapshot/restore-snapshot.ts';
import { isGroupAlive } from '../../src/system/process-group.ts';
import { identifyProcess } from '../../src/system/process-identity.ts';
import { openLocal } from '../../src/targets/local/open.ts';
import type { Target } from '../../src/targets/target.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { createInstaller, type Layout, password } from '../targets/local/create-installer.ts';
import { digestDatabase } from './support/digest.ts';
import { makeExport } from './support/export-and-target.ts';

const isRoot = process.getuid?.() === 0;
const source = new URL('../../src/targets/local/open.ts', import.meta.url).href;

describe('an installed Neo4j', () => {
  let env: NodeJS.ProcessEnv;
  let install: (layout?: Layout) => Promise<string>;
  let home: string;
  let target: Target;
  let small: string;
  let large: string;

  const open = (folder: string): Promise<Target> => openLocal({ home: folder, env });

  async function ask<T>(work: (database: Database) => Promise<T>, asked: Target = target): Promise<T> {
    return useDatabase(await asked.connection(), work);
  }

  async function readPid(folder: string): Promise<number> {
    return Number(await readFile(join(folder, 'run', 'neo4j.pid'), 'utf8'));
  }

  /** Waits until the second JVM of `neo4j-admin` runs. Returns its process group and that JVM. */
  function waitForAdmin(folder: string): Promise<{ readonly group: number; readonly worker: number }> {
    return waitFor(async () => {
      const record = (await readdir(join(folder, 'run', 'bulkgen'))).find((name) => /^admin-\d/.test(name));
      const group = Number(record?.slice('admin-'.length));
      for (const pid of await readdir('/proc')) {
        const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
        const isWorker = command.includes('org.neo4j.cli.AdminTool') && status.includes(` ${group} ${group} `);
        if (isWorker) return { group, worker: Number(pid) };
      }
      throw new Error('No second JVM yet');
    });
  }

  /** Runs an import into the running server that must fail, and verifies that server and database are as before. */
  async function failToImport(options: Omit<ImportOptions, 'target' | 'folder'>): Promise<unknown> {
    const before = await ask(digestDatabase);
    const error = await importGraph({ target, folder: large, force: true, ...options }).catch(
      (thrown: unknown) => thrown,
    );
    expect(await target.isRunning()).toBe(true);
    expect(await ask(digestDatabase)).toBe(before);
    expect(await target.files.exists(join(target.dataFolder, '.bulkgen', 'neo4j'))).toBe(false);
    return error;
  }

  beforeAll(async () => {
    env = { ...(await makeTestHome()), NEO4J_PASSWORD: password };
    install = await createInstaller(env);
    home = await install();
    small = await makeExport({ scale: 1_000 });
    large = await makeExport({ scale: 5_000 });
    target = await open(home);
  });

  it('is filled and left stopped when it was never started, and refuses a second import at the same time', async () => {
    expect(target).toMatchObject({ kind: 'local', version: '5.26.30', description: `local: Neo4j 5.26.30 in ${home}` });
    const results = await Promise.allSettled([1, 2].map(() => importGraph({ folder: small, target })));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason)).toEqual([expect.objectContaining({ code: 'import-running' })]);
    const [checks = []] = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.checks] : []));
    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(checks.find(({ name }) => name === 'nodes')?.found).toBe(1_100);
    expect(await target.isRunning()).toBe(false);
  });

  it('is stopped, filled and started again when it runs, and keeps running after bulkgen', async () => {
    const script = `const { openLocal } = await import(${JSON.stringify(source)});
      await (await openLocal({ home: ${JSON.stringify(home)} })).start();`;
    await execa(process.execPath, ['--input-type=module', '-e', script], { env });
    const before = await readPid(home);
    const { checks } = await importGraph({ folder: large, target, force: true });
    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(await readPid(home)).not.toBe(before);
    expect(await ask(countNodes)).toBe(5_500);
  });

  it('keeps its database and runs again when the second JVM of neo4j-admin is killed', async () => {
    const [error] = await Promise.all([
      failToImport({}),
      waitForAdmin(home).then(({ worker }) => process.kill(worker, 'SIGKILL')),
    ]);
    expect(error).toMatchObject({ code: 'admin-failed', message: expect.stringContaining('137') });
  });

  it('keeps its database and runs again when the import is interrupted, and leaves no process', async () => {
    const controller = new AbortController();
    const [error, { group, worker }] = await Promise.all([
      failToImport({ signal: controller.signal }),
      waitForAdmin(home).then((admin) => {
        controller.abort(new BulkgenError('interrupted', 'Interrupted before the work was done'));
        return admin;
      }),
    ]);
    expect(error).toMatchObject({ code: 'interrupted' });
    expect(await identifyProcess(worker)).toBeUndefined();
    expect(await isGroupAlive(group)).toBe(false);
  });

  it('is stopped when its start is aborted', async () => {
    await target.stop();
    const controller = new AbortController();
    const start = target.start({ signal: controller.signal });
    while (!(await target.isRunning())) await Promise.race([start, setTimeout(20)]);
    const pid = await readPid(home);
    controller.abort();
    await expect(start).rejects.toMatchObject({ code: 'interrupted' });
    expect(await identifyProcess(pid)).toBeUndefined();
    expect(await target.isRunning()).toBe(false);
  });

  it('reports why it did not start', async () => {
    const settings = join(home, 'conf', 'neo4j.conf');
    const before = await readFile(settings, 'utf8');
    onTestFinished(() => writeFile(settings, before));
    await appendFile(settings, 'no.such.setting=1\n');
    await expect(target.start()).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('No declared setting with name: no.such.setting'),
    });
    expect(await target.isRunning()).toBe(false);
  });

  it('does not take another program that answers Bolt on its port for its server', async () => {
    const { uri } = await target.connection();
    const other = createServer((socket) => socket.on('error', () => {}).end(Buffer.from([0, 0, 4, 5])));
    onTestFinished(() => void other.close());
    await once(other.listen(Number(new URL(uri).port), '127.0.0.1'), 'listening');
    await expect(target.start()).rejects.toMatchObject({
      ...{ code: 'start-failed', message: expect.stringMatching(/already in use/i) },
    });
    expect(await target.isRunning()).toBe(false);
  });

  it('does not take another process with the number in its pid file for its server', async () => {
    const stranger = execa('sleep', ['600'], { reject: false });
    onTestFinished(() => void stranger.kill());
    await writeFile(join(home, 'run', 'neo4j.pid'), `${stranger.pid}`);
    expect(await target.isRunning()).toBe(false);
    await target.stop();
    await target.start();
    expect(await readPid(home)).not.toBe(stranger.pid);
    await target.stop();
    expect(await identifyProcess(stranger.pid!)).toBeDefined();
  });

  it('has no neo4j-admin left over from a killed bulkgen', async () => {
    const pipe = join(home, 'import', 'nodes.csv');
    await execa('mkfifo', [pipe]);
    const args = [
      'database',
      'import',
      'full',
      'other',
      `--report-file=${join(home, 'import', 'report')}`,
      `--nodes=CI=${pipe}`,
    ];
    const script = `const { openLocal } = await import(${JSON.stringify(source)});
      await (await openLocal({ home: ${JSON.stringify(home)} })).runAdmin(${JSON.stringify(args)});`;
    const other = execa(process.execPath, ['--input-type=module', '-e', script], { env, reject: false });
    const { group, worker } = await waitForAdmin(home);
    other.kill('SIGKILL');
    await other;
    process.kill(group, 'SIGKILL'); // the first JVM alone: the second continues
    expect(await isGroupAlive(group)).toBe(true);
    await open(home);
    expect(await identifyProcess(worker)).toBeUndefined();
  });

  it('is refused and left alone when a server that cannot be stopped for good uses its store', async () => {
    const server = execa(join(home, 'bin', 'neo4j'), ['console'], {
      env,
      reject: false,
      stdout: 'ignore',
      stderr: 'ignore',
    });
    await waitFor(() => ask(countNodes));
    const pid = await readPid(home);
    const inUse = { code: 'target-unusable', message: expect.stringContaining(`process ${pid}`) };
    for (const hasPidFile of [true, false]) {
      if (!hasPidFile) await rm(join(home, 'run', 'neo4j.pid'));
      await expect(open(home)).rejects.toMatchObject(inUse);
      await expect(importGraph({ folder: small, target, force: true })).rejects.toMatchObject(inUse);
      await expect(target.stop()).rejects.toMatchObject({ ...inUse, hint: expect.stringContaining('Ctrl-C') });
    }
    expect(await ask(countNodes)).toBe(5_500);
    process.kill(pid, 'SIGTERM');
    await server;
    await open(home);
  });

  it('runs from its jars when it has no scripts', async () => {
    const bare = await open(await install({ bare: true }));
    const { checks } = await importGraph({ folder: small, target: bare });
    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(await bare.isRunning()).toBe(false);
  });

  it('is filled where its settings put the data, and without a password when login is off', async () => {
    const data = join(await install(), 'elsewhere', 'data');
    const settings = [`server.directories.data=${data}`, 'dbms.security.auth_enabled=false'];
    const folder = await install({ settings });
    const { NEO4J_PASSWORD: _, ...silent } = env;
    const other = await openLocal({ home: folder, env: silent });
    await importGraph({ folder: small, target: other });
    expect(await readdir(join(data, 'databases'))).toContain('neo4j');
    expect(await readdir(join(folder, 'data'))).not.toContain('databases');
  });

  it.runIf(isRoot)('of another user runs as that user, who owns every file afterwards', async () => {
    const [uid, owner] = [7474, '7474:7475'];
    const owned = await install();
    for (const name of ['conf', 'data', 'logs', 'run']) await execa('chown', ['-R', owner, join(owned, name)]);
    const other = await open(owned);
    await other.start();
    const before = await listModes(other.dataFolder);
    await chmod(dirname(small), 0o755);

    await importGraph({ folder: small, target: other });
    // That user cannot enter the snapshot folder of this user.
    const path = join(env['BULKGEN_HOME']!, 'recipe.tar.zst');
    await createSnapshot({
      snapshot: path,
      name: 'recipe',
      content: { kind: 'export', folder: small, holds: 'recipe' },
      env,
    });
    const restored = await restoreSnapshot({ snapshot: path, target: other, force: true, env });

    expect(restored).toMatchObject({ from: 'recipe', nodes: 1_000 });
    expect((await stat(`/proc/${await readPid(owned)}`)).uid).toBe(uid);
    const after = await listModes(other.dataFolder);
    for (const [path, mode] of before) expect([path, after.get(path) ?? mode]).toEqual([path, mode]);
    const modes = [...before.values(), ...(await listModes(join(owned, 'run'))).values()];
    expect([...after.values()].filter((mode) => !modes.includes(mode))).toEqual([]);
    expect(modes.filter((mode) => !mode.startsWith(owner))).toEqual([]);
    await other.stop();
  });

  it.runIf(isRoot)('of another user is left alone when that user cannot read the files of the export', async () => {
    const owned = await install();
    await execa('chown', ['-R', '7474:7475', join(owned, 'data'), join(owned, 'logs'), join(owned, 'run')]);
    const secret = join(small, 'Server-000.csv');
    await chmod(dirname(small), 0o755);
    await chmod(secret, 0o600);
    onTestFinished(() => chmod(secret, 0o644));
    await expect(importGraph({ folder: small, target: await open(owned) })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: `Expected ${secret} to be readable for user 7474, the owner of Neo4j's data`,
    });
  });
});

function waitFor<T>(work: () => Promise<T>): Promise<T> {
  return vi.waitFor(work, { timeout: 60_000, interval: 20 });
}

/** Path in the folder → `uid:gid mode`. */
async function listModes(folder: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await execa('find', [folder, '-printf', '%P\t%U:%G %m\n']);
  return new Map(stdout.split('\n').map((line) => line.split('\t') as [string, string]));
}
