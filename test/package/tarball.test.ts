import { access, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa, type Options } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const binaries = join(root, 'node_modules/.bin');

describe('the package that npm packs', () => {
  let folder: string;
  let tarball: string;
  let packed: readonly string[];

  function run(command: string, args: readonly string[], options: Options = {}) {
    return execa(command, args, { cwd: folder, reject: false, ...options });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-package-'));
    const pack = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root, reject: true });
    const [{ filename, files }] = JSON.parse(String(pack.stdout).slice(String(pack.stdout).indexOf('[\n')));
    tarball = join(folder, filename);
    packed = files.map((file: { readonly path: string }) => file.path);

    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    // What it depends on was installed a moment ago, so no registry is asked.
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], { reject: true });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds what a user needs and nothing else', () => {
    for (const path of ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'dist/bin.js', 'dist/index.d.ts']) {
      expect(packed).toContain(path);
    }
    expect(packed).toContain('dist/targets/embedded/provision/pom.xml');
    for (const scale of ['small', 'medium', 'large', 'enterprise']) {
      expect(packed).toContain(`dist/snapshot/sets/demo-${scale}.tar.zst`);
    }
    expect(packed.filter((path) => /^dist\/targets\/embedded\/provision\/.*\.sha256$/.test(path))).not.toEqual([]);
    const known =
      /^(dist\/|docker\/(README\.md|compose\.yaml|laptop\.env)$|README\.md$|LICENSE$|CHANGELOG\.md$|package\.json$)/;
    expect(packed.filter((path) => !known.test(path))).toEqual([]);
  });

  it('finds the Compose file that it brings', async () => {
    const module = './node_modules/bulkgen/dist/targets/docker/compose/home.js';
    const program = `const { composeFile } = await import('${module}'); console.log(composeFile);`;
    const { stdout } = await run('node', ['--input-type=module', '--eval', program], { reject: true });
    expect(stdout).toBe(join(await realpath(folder), 'node_modules/bulkgen/docker/compose.yaml'));
    for (const name of ['compose.yaml', 'laptop.env']) await access(join(dirname(String(stdout)), name));
  });

  it('passes publint', async () => {
    const { exitCode, stdout } = await run(join(binaries, 'publint'), ['run', '--strict', tarball]);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('All good') });
  });

  it('answers --help when run with npx', async () => {
    const { exitCode, stdout } = await run('npx', ['--no-install', 'bulkgen', '--help']);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('export') });
  });

  it('exports a small graph when run with npx', async () => {
    const { exitCode, stderr } = await run('npx', [
      '--no-install',
      'bulkgen',
      'export',
      '--scale',
      '100',
      '--out',
      'graph',
    ]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    await access(join(folder, 'graph/manifest.json'));
  });

  it('gives its types to a program that imports it', async () => {
    await writeFile(
      join(folder, 'consumer.ts'),
      `import { BulkgenError } from 'bulkgen';

const error = new BulkgenError('invalid-option', 'Expected a number');
export const exitCode: number = error.exitCode;
// @ts-expect-error: an error's code is a word, so the types are there and not any
export const code: number = error.code;
`,
    );
    const compilerOptions = {
      ...{ module: 'nodenext', target: 'es2023', strict: true, noEmit: true },
      ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    const { exitCode, stdout } = await run(join(binaries, 'tsc'), ['-p', folder]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  });

  it('can be imported as a library without a word printed', async () => {
    const program = "const { BulkgenError } = await import('bulkgen'); if (!BulkgenError) process.exit(1);";
    const { exitCode, stdout, stderr } = await run('node', ['--input-type=module', '--eval', program]);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});
