// Snapshots of real databases, restored into both lines of Neo4j; damaged snapshots; and restores that are killed.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { dumpSteps } from '../../src/import/admin/dump.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { type ArchiveMember, readArchive, writeArchive } from '../../src/snapshot/archive.ts';
import { createSnapshot } from '../../src/snapshot/create-snapshot.ts';
import { restoreSnapshot } from '../../src/snapshot/restore-snapshot.ts';
import {
  formatSnapshotManifest,
  parseSnapshotManifest,
  snapshotManifestName,
} from '../../src/snapshot/snapshot-manifest.ts';
import { verifySnapshot } from '../../src/snapshot/verify-snapshot.ts';
import { waitUntil } from '../../src/system/wait-until.ts';
import type { EmbeddedTarget } from '../../src/targets/embedded/target.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { useCommandLine } from './support/command-line.ts';
import { digestDatabase } from './support/digest.ts';
import { makeExport, openTarget } from './support/export-and-target.ts';
import { openWithoutApoc } from './support/open-without-apoc.ts';

const [oldest, newest] = neo4jVersions;
const driver = join(import.meta.dirname, 'support/import-with-fault.ts');
const bin = join(import.meta.dirname, '../../src/bin.ts');

let env: NodeJS.ProcessEnv;
let folder: string;
let old: EmbeddedTarget;
let young: EmbeddedTarget;
/** Of the database that the snapshot `estate` was restored into. */
let estateDigest: string;
const { run, runJson } = useCommandLine(() => ({ folder, env }));

async function digest(target: EmbeddedTarget): Promise<string> {
  const database = await openTarget(target);
  return digestDatabase(database).finally(() => database.close());
}

interface Member {
  readonly path: string;
  readonly bytes: Buffer;
}

async function readMembers(path: string): Promise<readonly Member[]> {
  const members: Member[] = [];
  for await (const { path: name, body } of readArchive(path)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    members.push({ path: name, bytes: Buffer.concat(chunks) });
  }
  return members;
}

function toMember({ path, bytes }: Member): ArchiveMember {
  return {
    path,
    bytes: bytes.length,
    async *read() {
      yield bytes;
    },
  };
}

function snapshotOf(name: string): string {
  return join(env['BULKGEN_HOME']!, 'snapshots', `${name}.tar.zst`);
}

function toPlain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

beforeAll(async () => {
  env = await makeTestHome();
  folder = await mkdtemp(join(tmpdir(), 'bulkgen snapshots '));
  afterFile(() => rm(folder, { recursive: true }));
  old = await openWithoutApoc({ version: oldest, env });
  young = await openWithoutApoc({ version: newest, env });
});

describe('a snapshot of an export', () => {
  const restored: Record<string, unknown> = {};

  it('is created from a scale, listed, shown and verified', async () => {
    const created = await runJson('snapshot', 'create', 'estate', '--scale', '300', '--csv');
    expect(created.manifest).toMatchObject({ name: 'estate', neo4j: oldest, export: { scale: 300 } });

    const { snapshots } = await runJson('snapshot', 'list');
    expect(snapshots.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['demo-small', 'estate']),
    );
    const shown = await run(['snapshot', 'show', 'estate']);
    expect(shown.stdout).toMatch(
      /Snapshot estate: 300 nodes and [\d,]+ relationships, dump of Neo4j 5\.26\.30, with CSV/,
    );
    expect((await run(['snapshot', 'verify', 'estate'])).stdout).toMatch(
      /Every file is unchanged since it was packed\./,
    );
    expect(await run(['snapshot', 'create', 'estate', '--scale', '300'])).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it.each([
    [oldest, 'dump'],
    [newest, 'dump'],
  ])('is restored into Neo4j %s from its %s with all rows', async (version, from) => {
    const result = await runJson('snapshot', 'restore', 'estate', '--neo4j-version', version, '--full');
    expect(result).toMatchObject({ from, basis: 'model', downtime: 0 });
    restored[version] = result.digests;
    expect(result.digests.length).toBeGreaterThan(10);
    expect(restored[version]).toEqual(restored[oldest]);
    if (version === oldest) estateDigest = await digest(old);
  });

  it('records the answers that the questions of its model have in the database', async () => {
    const { manifest } = await runJson('snapshot', 'show', 'estate');
    const database = await openTarget(old);
    try {
      expect(manifest.answers).toHaveLength(cmdb.queries.length);
      for (const { cypher, rows } of manifest.answers) {
        const { records } = await database.query<Record<string, unknown>>(cypher);
        const found = records.map((record) =>
          Object.fromEntries(record.keys.map((key) => [key, toPlain(record.get(key))])),
        );
        expect(found).toEqual(rows);
      }
    } finally {
      await database.close();
    }
  });

  it('is restored into an older Neo4j from its files, or would be generated again', async () => {
    const exported = await makeExport({ scale: 300 });
    await runJson('snapshot', 'create', 'newer', '--from', exported, '--csv', '--neo4j-version', newest);
    const whole = await readMembers(snapshotOf('newer'));
    const manifest = parseSnapshotManifest(whole[0]!.bytes.toString(), 'newer');
    const members = manifest.members.filter(({ path }) => !path.startsWith('csv/'));
    const first = { path: snapshotManifestName, bytes: Buffer.from(formatSnapshotManifest({ ...manifest, members })) };
    const without = join(folder, 'without.tar.zst');
    const kept = whole.slice(1).filter(({ path }) => !path.startsWith('csv/'));
    await writeArchive(without, [first, ...kept].map(toMember), undefined);

    const options = ['--neo4j-version', oldest, '--force', '--json', '--progress', 'none'];
    const { stdout, stderr, exitCode } = await run(['snapshot', 'restore', 'newer', '--full', ...options]);
    const sentence = `Importing the packed files, because Neo4j ${oldest} cannot read the dump of Neo4j ${newest}`;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining(sentence) });
    expect(JSON.parse(String(stdout))).toMatchObject({ from: 'csv', digests: restored[oldest] });

    const plan = await run(['snapshot', 'restore', without, '--dry-run', ...options]);
    expect(plan).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(String(plan.stdout))).toMatchObject({ from: 'recipe' });
  });

  // local.test.ts restores it.
  it('has a few kB as a recipe', async () => {
    const { bytes } = await runJson('snapshot', 'create', 'recipe', '--scale', '300', '--recipe');
    expect(bytes).toBeLessThan(10_000);
  });

  it('is planned with --dry-run, which changes nothing', async () => {
    const before = await digest(old);
    const plan = await runJson('snapshot', 'restore', 'estate', '--force', '--dry-run', '--neo4j-version', oldest);
    expect(plan).toMatchObject({ from: 'dump', nodes: 300, running: true, problems: [] });
    expect(plan.arguments.slice(0, 3)).toEqual(['database', 'load', 'neo4j']);
    const recipe = await run(['snapshot', 'restore', 'recipe', '--dry-run', '--neo4j-version', oldest]);
    expect(recipe).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/holds [\d,]+ nodes/) });
    expect(recipe.stdout).toMatch(/Would import 300 nodes.*\nCommand neo4j-admin database import full/s);
    expect(await digest(old)).toBe(before);
  });

  it('replaces a database that holds nodes only with --force', async () => {
    const refused = await run(['snapshot', 'restore', 'estate', '--neo4j-version', oldest]);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/holds [\d,]+ nodes/) });

    const options = ['--neo4j-version', oldest, '--progress', 'json'];
    const { stderr, exitCode } = await run(['snapshot', 'restore', 'recipe', ...options]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/holds [\d,]+ nodes/) });
    expect(stderr).not.toContain('"step":'); // no step ran
  });

  it.each([[], ['--dry-run']])(
    'is not restored into a database whose name is a path, or into the system database %s',
    async (...dryRun) => {
      for (const database of ['../x', 'system']) {
        const options = ['--neo4j-version', oldest, '--database', database, '--force', ...dryRun];
        expect(await run(['snapshot', 'restore', 'estate', ...options])).toMatchObject({
          exitCode: 2,
          stderr: expect.stringMatching(/Expected --database to .*, got `/),
        });
      }
    },
  );
});

describe('a snapshot of a database', () => {
  it('holds any data, and the server runs again', async () => {
    const database = await openTarget(old);
    await database.query(
      "CREATE (:Thing {at: localtime('10:30'), list: [1, 2], where: point({x: 1, y: 2, z: 3})})-[:OF {n: 1.5}]->(:Thing)",
    );
    await database.close();
    const before = await digest(old);
    const created = await runJson(
      'snapshot',
      'create',
      'mine',
      '--database',
      '--target',
      'embedded',
      '--neo4j-version',
      oldest,
    );
    expect(await old.isRunning()).toBe(true);
    expect(created.manifest.content).toMatchObject({ labels: expect.arrayContaining([['Thing', 2]]) });

    const result = await runJson('snapshot', 'restore', 'mine', '--neo4j-version', newest, '--force', '--full');
    expect(result).toMatchObject({ from: 'dump', basis: 'snapshot' });
    expect(result.digests.map(({ digest: found }: { digest: string }) => found)).toEqual([
      created.manifest.content.nodeDigest,
      created.manifest.content.relationshipDigest,
    ]);
    expect(await digest(young)).toBe(before);
  });

  it('has a dump that is restored without the snapshot, in both compressions of neo4j-admin', async () => {
    const members = await readMembers(snapshotOf('mine'));
    const { content } = parseSnapshotManifest(members[0]!.bytes.toString(), 'mine');
    const dump = members.find(({ path }) => path === 'neo4j.dump')!.bytes;
    await writeFile(join(folder, 'mine.dump'), dump);
    // The gzip form is the same archive without the size of the store before it.
    const archive = zstdDecompressSync(dump.subarray(4)).subarray(24);
    await writeFile(join(folder, 'gzip.dump'), Buffer.concat([Buffer.from('DGV1'), gzipSync(archive, { level: 1 })]));

    const { nodes, relationships, properties } = content!;
    const options = ['--neo4j-version', newest, '--force', '--full', '--keep-previous'];
    const result = await runJson('snapshot', 'restore', 'mine.dump', ...options);
    expect(result).toMatchObject({
      ...{ from: 'dump', basis: 'dump', keptPrevious: true, nodes, relationships, properties },
      counted: { indexes: content!.indexes, labels: Object.fromEntries(content!.labels) },
      digests: [{ digest: content!.nodeDigest }, { digest: content!.relationshipDigest }],
    });

    const path = join(folder, 'gzip.dump');
    await expect(restoreSnapshot({ snapshot: path, target: old })).rejects.toMatchObject({
      code: 'database-not-empty',
    });
    const before = await digest(old);
    const restored = await restoreSnapshot({ snapshot: path, target: old, force: true });
    expect(restored).toMatchObject({ basis: 'dump', nodes, relationships, checks: [], manifest: undefined });
    expect(restored.properties).toBeUndefined();
    expect(await digest(old)).toBe(before);
  });

  it('has a dump that is refused with the reason of neo4j-admin when its archive is not one', async () => {
    const path = join(folder, 'broken.dump');
    const head = Buffer.from('000000010000000000000001000000000000000a', 'hex'); // a version, 1 file, 10 bytes
    const content = Buffer.concat([Buffer.from('zstd'), head, Buffer.alloc(2000, 'x')]);
    await writeFile(path, Buffer.concat([Buffer.from('DZV1'), zstdCompressSync(content)]));
    const { exitCode, stderr } = await run(['snapshot', 'restore', path, '--neo4j-version', oldest, '--force']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(
        /neo4j-admin ended with exit code 1: Failed to load database 'neo4j': \w.*\. Check the/,
      ),
    });
    expect(await old.isRunning()).toBe(true);
  });

  it('is not created when another client writes meanwhile, and the server continues to run', async () => {
    const path = join(folder, 'changed.tar.zst');
    const onStep = async (step: string): Promise<void> => {
      if (step !== 'stop') return;
      const database = await openTarget(old);
      await database.query('CREATE (:Late)').finally(() => database.close());
    };
    const content = { kind: 'database', target: old } as const;
    await expect(createSnapshot({ snapshot: path, name: 'changed', content, env, onStep })).rejects.toMatchObject({
      code: 'database-changed',
    });
    expect(existsSync(path)).toBe(false);
    expect(await old.isRunning()).toBe(true);
  });

  it('is refused by an older Neo4j before anything is changed', async () => {
    const path = join(folder, 'newer.tar.zst');
    await createSnapshot({ snapshot: path, name: 'newer', content: { kind: 'database', target: young }, env });
    await expect(restoreSnapshot({ snapshot: path, target: old, force: true })).rejects.toMatchObject({
      code: 'neo4j-older',
      message: expect.stringMatching(
        /has a dump of Neo4j 2026\.08\.1, which an older Neo4j cannot read \(embedded: Neo4j 5\.26\.30 in .*\)/,
      ),
    });
    expect(await old.isRunning()).toBe(true);
  });

  it('has a dump that an older Neo4j refuses to load, while its server keeps running', async () => {
    const dump = (await readMembers(snapshotOf('newer'))).find(({ path }) => path === 'neo4j.dump')!.bytes;
    const path = join(folder, 'newer.dump');
    await writeFile(path, dump);
    await expect(restoreSnapshot({ snapshot: path, target: old, force: true })).rejects.toMatchObject({
      code: 'neo4j-older',
      message: expect.stringContaining('can load, got one of a newer Neo4j (embedded: Neo4j 5.26.30 in '),
    });
    expect(await old.isRunning()).toBe(true);
  });

  it('is created from a killed server after a start and a stop', async () => {
    const { stdout } = await execa('pgrep', ['-f', `home-dir=${young.home.folder}`]);
    for (const pid of stdout.split('\n')) process.kill(Number(pid), 'SIGKILL');
    await expect.poll(() => young.isRunning(), { timeout: 20_000 }).toBe(false);
    const path = join(folder, 'killed.tar.zst');
    const { manifest } = await createSnapshot({
      snapshot: path,
      content: { kind: 'database', target: young },
      env,
    });
    expect(manifest.content!.nodes).toBeGreaterThan(300);
    expect(await young.isRunning()).toBe(false);
  });
});

describe('a damaged snapshot', () => {
  let whole: readonly Member[];
  const sentences: string[] = [];
  let before: string;

  /** Packs these members, tries to restore them, and returns the message of the error. */
  async function readMessage(members: readonly Member[]): Promise<string> {
    const path = join(folder, 'damaged.tar.zst');
    await writeArchive(path, members.map(toMember), undefined);
    const error = await restoreSnapshot({ snapshot: path, target: old, force: true, env }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'snapshot-damaged', exitCode: 3 });
    const message = (error as Error).message.replace(path, 'damaged.tar.zst');
    return message.replaceAll(/\d+ bytes instead of \d+/g, 'N bytes instead of N');
  }

  beforeAll(async () => {
    whole = await readMembers(snapshotOf('estate'));
    before = await digest(old);
  });

  it.each(['snapshot.json', 'README.md', 'neo4j.dump', 'csv/manifest.json', 'csv/Server-000.csv.gz'])(
    'is refused and the member named when %s is removed, truncated, changed or longer',
    async (name) => {
      const change = (edit: (bytes: Buffer) => Buffer) =>
        whole.map((member) => (member.path === name ? { ...member, bytes: edit(member.bytes) } : member));
      const damages = {
        removed: whole.filter(({ path }) => path !== name),
        truncated: change((bytes) => bytes.subarray(0, -1)),
        'one byte changed': change((bytes) => {
          const copy = Buffer.from(bytes);
          copy[Math.floor(copy.length / 2)]! ^= 1;
          return copy;
        }),
        'one byte added': change((bytes) => Buffer.concat([bytes, Buffer.from('x')])),
      };
      for (const [damage, members] of Object.entries(damages)) {
        const message = await readMessage(members);
        expect(message).toContain('damaged.tar.zst is damaged');
        sentences.push(`| ${name} | ${damage} | ${message} |`);
      }
    },
  );

  it.each([
    ['a member that is not in the manifest', 'more.txt'],
    ['an absolute path', '/etc/cron.d/x'],
    ['a path outside its folder', '../../x'],
  ])('is refused with %s', async (damage, path) => {
    const message = await readMessage([...whole, { path, bytes: Buffer.from('x') }]);
    expect(message).toContain(path);
    sentences.push(`| ${path} | ${damage} | ${message} |`);
  });

  it('is refused when its manifest contains such a path', async () => {
    const manifest = parseSnapshotManifest(whole[0]!.bytes.toString(), 'x');
    const members = [
      ...manifest.members,
      { path: '../x', bytes: 1, sha256: createHash('sha256').update('x').digest('hex') },
    ];
    const first = { path: snapshotManifestName, bytes: Buffer.from(formatSnapshotManifest({ ...manifest, members })) };
    const message = await readMessage([first, ...whole.slice(1), { path: '../x', bytes: Buffer.from('x') }]);
    expect(message).toMatch(/has missing or invalid fields/);
  });

  it('is detected when its file is truncated', async () => {
    const bytes = await readFile(snapshotOf('estate'));
    const path = join(folder, 'truncated.tar.zst');
    await writeFile(path, bytes.subarray(0, bytes.length >> 1));
    await expect(verifySnapshot({ snapshot: path })).rejects.toMatchObject({ code: 'snapshot-damaged' });
  });

  it('changes nothing, and ends the command with exit code 3', async () => {
    const path = join(folder, 'damaged.tar.zst'); // from the last test
    expect(await run(['snapshot', 'restore', path, '--neo4j-version', oldest, '--force'])).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: expect.stringMatching(/^bulkgen: The snapshot .* is damaged: /m),
    });
    expect(await digest(old)).toBe(before);
  });

  it('has the messages of the golden file', async () => {
    const text = `| member | damage | message |\n|---|---|---|\n${sentences.join('\n')}\n`;
    await expect(text).toMatchFileSnapshot('../golden/snapshot-damage.md');
  });
});

describe('a restore that is killed', () => {
  // Its other steps are those of an import, which faults.test.ts interrupts.
  const steps = ['import', 'verify', 'settle'];
  let before: string;

  beforeAll(async () => {
    before = await digest(old);
    expect(before).not.toBe(estateDigest);
  });

  it.each(steps)('leaves the old or the new graph after `bulkgen recover` when it is killed at %s', async (step) => {
    const fault = JSON.stringify({ folder, snapshot: snapshotOf('estate'), version: oldest, step, signal: 'SIGKILL' });
    expect(await execa(process.execPath, [driver, fault], { env, extendEnv: false, reject: false })).toMatchObject({
      signal: 'SIGKILL',
    });
    const { outcome } = await runJson('recover', '--target', 'embedded', '--neo4j-version', oldest);
    expect(outcome).toBe(step === 'settle' ? 'finished' : 'undone');
    expect(await old.isRunning()).toBe(true);
    expect(await digest(old)).toBe(step === 'settle' ? estateDigest : before);
    expect(await readdir(old.home.data)).not.toContain('.bulkgen');
  });

  it.each(dumpSteps({ beforeDump: async () => {}, open: () => new PassThrough(), place: '' }).map(({ name }) => name))(
    'leaves a server that `bulkgen recover` starts again when a create is killed at %s',
    async (step) => {
      const before = await digest(old);
      const path = join(folder, 'half.tar.zst');
      const fault = JSON.stringify({ folder, snapshot: path, creates: true, version: oldest, step, signal: 'SIGKILL' });
      expect(await execa(process.execPath, [driver, fault], { env, extendEnv: false, reject: false })).toMatchObject({
        signal: 'SIGKILL',
      });
      await runJson('recover', '--target', 'embedded', '--neo4j-version', oldest);
      expect(await old.isRunning()).toBe(true);
      expect(await digest(old)).toBe(before);
      await expect(readFile(path)).rejects.toThrow('ENOENT');
    },
  );

  it('leaves a server that `bulkgen recover` stops when a create that started it is killed while it counts', async () => {
    await old.stop();
    const fault = { folder, snapshot: join(folder, 'half.tar.zst'), creates: true, version: oldest };
    const killed = JSON.stringify({ ...fault, step: 'count', start: true, signal: 'SIGKILL' });
    expect(await execa(process.execPath, [driver, killed], { env, extendEnv: false, reject: false })).toMatchObject({
      signal: 'SIGKILL',
    });
    expect(await old.isRunning()).toBe(true);
    await runJson('recover', '--target', 'embedded', '--neo4j-version', oldest);
    expect(await old.isRunning()).toBe(false);
    await old.start();
  });
});

describe('a demo', () => {
  it('replaces the data of a server only with --force, prints three answers, and removes everything again', async () => {
    const options = ['--neo4j-version', oldest];
    expect(await run(['demo', 'estate', ...options])).toMatchObject({ exitCode: 1, stdout: '' });

    const { stdout, exitCode } = await run(['demo', 'estate', ...options, '--force']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/estate restored in .+: 300 nodes and [\d,]+ relationships, and [\d,]+ events\n/);
    expect(stdout).toMatch(/How many CIs of each class are there\?\nMATCH .*\n {2}class +cis\n {2}Container +\d+\n/);
    expect(stdout).toMatch(/\nStop +bulkgen neo4j stop\nRemove +bulkgen demo --clean$/);
    expect(stdout).toMatch(/Browser +http:\/\/127\.0\.0\.1:\d+/);
    const verified = await run(['verify', 'estate', '--database', '--answers']);
    expect(verified.stdout).toMatch(/^nodes +330 +of 330\n[\s\S]*All \d+ answers match/);

    const guide = execa(process.execPath, [bin, 'demo', 'estate', '--guide', '--json', ...options], {
      env,
      extendEnv: false,
    });
    await once(guide.stdout!, 'data');
    guide.kill('SIGINT');
    const shown = await guide;
    expect(shown).toMatchObject({
      ...{ exitCode: 0, stdout: expect.stringMatching(/"guideUri": "http:\/\/localhost:\d+/) },
      stderr: 'SIGINT: stopping …',
    });
    const other = execa(process.execPath, [bin, 'demo', '--guide', '--json', ...options], { env, extendEnv: false });
    await once(other.stdout!, 'data');
    other.kill('SIGINT');
    expect((await other).stderr).toMatch(
      /^Warning: Neo4j \S+ holds 330 nodes, but the guide is that of demo-small with 1,100 nodes\. Restore/,
    );

    expect(await run(['neo4j', 'remove', ...options])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ is running \(process \d+\)\. Stop it/),
    });
    const homes = dirname(old.home.folder);
    const hasRemains = async () => (await readdir(homes)).some((name) => name.startsWith('.tmp-'));
    const removal = execa(process.execPath, [bin, 'neo4j', 'remove', '--force', ...options], {
      ...{ env, extendEnv: false, reject: false },
    });
    await waitUntil(hasRemains, { every: 5, within: 60_000 });
    removal.kill('SIGKILL');
    expect(await removal).toMatchObject({ signal: 'SIGKILL' });
    expect(await run(['neo4j', 'status', ...options])).toMatchObject({ exitCode: 0 });

    expect(await run(['neo4j', 'stop', ...options])).toMatchObject({ exitCode: 0 });
    expect(await run(['demo', '--clean', ...options])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('to hold no files of yours, found '),
    });
    await rm(old.home.plugins, { recursive: true }); // the jar of openWithoutApoc
    expect(await run(['demo', '--clean', ...options])).toMatchObject({ exitCode: 0, stderr: '' });
    expect({ home: existsSync(old.home.folder), remains: await hasRemains() }).toEqual({ home: false, remains: false });
  });
});
