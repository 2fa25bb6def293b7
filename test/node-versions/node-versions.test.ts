import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyInstalled } from '../end-to-end/support/copy-checkout.ts';
import { hashFolder } from '../export/folder-content.ts';
import { writeFriends } from '../model-loader/friends.ts';

const root = join(import.meta.dirname, '../..');

const tooOld = ['18.20.8', '20.20.2'];
/** The lowest that `engines` allows, and the newest of each later line. */
const supported = ['22.18.0', '24.21.0', '26.10.0'];

describe('the compiled program', () => {
  const binaries = new Map<string, string>();
  let folder: string;
  let checkout: string;

  function runBin(version: string, args: readonly string[]) {
    const node = join(binaries.get(version) ?? '', 'node');
    return execa(node, [join(checkout, 'dist/bin.js'), ...args], {
      cwd: folder,
      reject: false,
      stripFinalNewline: false,
    });
  }

  /** The sha256 of every file of an export made by one version of Node, by name. */
  async function hashExport(version: string, ...options: string[]): Promise<Readonly<Record<string, string>>> {
    const out = await mkdtemp(join(folder, 'export-'));
    const { exitCode, stderr } = await runBin(version, ['export', '--scale', 'small', '--out', out, ...options]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const names = (await readdir(out)).sort();
    const hashes = names.map(async (name) => [name, hash(await readFile(join(out, name)))] as const);
    return Object.fromEntries(await Promise.all(hashes));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-node-versions-'));
    checkout = await copyInstalled(join(folder, 'checkout'));
    await execa('npm', ['run', 'build'], { cwd: checkout });
    // One after the other: they are large, and a registry that is asked for all at once may leave some waiting too long.
    for (const version of [...tooOld, ...supported]) {
      const { stdout } = await execa(join(root, 'scripts/install-node'), [version]);
      binaries.set(version, stdout);
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(tooOld)('answers one sentence and exit code 1 on Node %s', async (version) => {
    for (const args of [[], ['--version'], ['export', '--out', join(folder, 'never')]]) {
      const { exitCode, stdout, stderr } = await runBin(version, args);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(/^bulkgen needs Node 22\.18 or newer .*\.\n$/);
      expect(stderr).toContain(`this is Node ${version}.`);
    }
    expect(await readdir(folder)).not.toContain('never');
  });

  it.each([
    ...['22.17.1', '23.11.0', '25.9.0'].map((version) => ({ version, exitCode: 1 })),
    ...['22.18.0', '24.0.0', '26.0.0', '27.0.0'].map((version) => ({ version, exitCode: 0 })),
  ])('ends with exit code $exitCode on a Node that says it is $version', async ({ version, exitCode }) => {
    const claim = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(claim)}`,
      join(checkout, 'dist/bin.js'),
      '--version',
    ];
    const result = await execa(process.execPath, args, { reject: false });
    expect(result.exitCode).toBe(exitCode);
  });

  it.each(supported)('prints its version on Node %s', async (version) => {
    const { version: own } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const { exitCode, stdout, stderr } = await runBin(version, ['--version']);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${own}\n`, stderr: '' });
  });

  it('exports the same bytes on every supported Node', async () => {
    const golden = JSON.parse(await readFile(join(root, 'test/golden/cmdb.json'), 'utf8'));
    const exports = await Promise.all(supported.map((version) => hashExport(version)));
    for (const hashes of exports) expect(hashes).toEqual(golden.files.small);
  });

  it.each([{ options: [] }, { options: ['--gzip'] }])(
    'merges shards that different Nodes wrote: $options',
    async ({ options }) => {
      const settings = ['--scale', 'small', '--parts', '4', ...options];
      const out = await mkdtemp(join(folder, 'shards-'));
      for (const [index, version] of supported.entries()) {
        const shard = `${index + 1}/${supported.length}`;
        expect(await runBin(version, ['export', ...settings, '--out', out, '--shard', shard])).toMatchObject({
          exitCode: 0,
        });
      }
      expect(await runBin(supported[0]!, ['merge', out])).toMatchObject({ exitCode: 0 });
      expect(await hashFolder(out)).toEqual(await hashExport(supported[1]!, ...settings));
    },
  );

  it('exports a model in TypeScript with the same bytes on every supported Node, by 1, 2 and 4 threads', async () => {
    const path = await writeFriends();
    const [first, ...rest] = await Promise.all(
      supported.flatMap((version) =>
        ['1', '2', '4'].map((workers) => hashExport(version, '--model', path, '--workers', workers, '--parts', '4')),
      ),
    );
    expect(Object.keys(first!)).toContain('KNOWS-003.csv');
    for (const hashes of rest) expect(hashes).toEqual(first);
  });
});

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
