import { access, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa, type Options } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyInstalled } from '../end-to-end/support/copy-checkout.ts';
import { exampleKinds, readExamples } from './api-examples.ts';
import { readPublicTypes } from './public-types.ts';

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
    const checkout = await copyInstalled(join(folder, 'checkout'));
    const pack = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: checkout, reject: true });
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
    for (const name of ['starter', 'social', 'fraud', 'supply-chain', 'classic'])
      expect(packed).toContain(`src/models/${name}.ts`);
    for (const name of ['README.md', 'slurm.sh', 'spark.py', 'kubernetes.yaml']) {
      expect(packed).toContain(`scripts/cluster/${name}`);
    }
    for (const kind of ['html', 'css', 'js']) expect(packed).toContain(`dist/cli/live/page/page.${kind}`);
    for (const name of ['page.css', 'draw.LICENSE']) expect(packed).toContain(`dist/page/${name}`);
    for (const scale of ['small', 'medium', 'large', 'enterprise']) {
      expect(packed).toContain(`dist/snapshot/sets/demo-${scale}.tar.zst`);
    }
    expect(packed.filter((path) => /^dist\/targets\/embedded\/provision\/.*\.sha256$/.test(path))).not.toEqual([]);
    const known =
      /^(dist\/|src\/(api\.md|models\/(README\.md|[a-z-]+\.ts))$|docker\/(README\.md|compose\.yaml|laptop\.env)$|scripts\/cluster\/|README\.md$|LICENSE$|CHANGELOG\.md$|package\.json$)/;
    expect(packed.filter((path) => !known.test(path))).toEqual([]);
  });

  it('has a README whose links lead to its own files, or to files of the repository', async () => {
    const { repository } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const source = `${repository.url.replace(/^git\+|\.git$/g, '')}/blob/main/`;
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      if (link.startsWith(source)) await access(join(root, link.slice(source.length)));
      else expect(packed).toContain(link);
    }
  });

  it('has every module once', () => {
    const modules = packed.filter((path) => /^dist\/(?!chunks\/).*\.js$/.test(path));
    const started = ['bin', 'bench/client', 'export/write-worker', 'lint/lint-worker'];
    const threads = ['verify/database/sum-worker', 'verify/files/check-worker'];
    const others = ['index', 'model', 'export/tune-engine', 'page/draw', 'cli/live/page/page'];
    expect(modules.sort()).toEqual([...started, ...threads, ...others].map((name) => `dist/${name}.js`).sort());
  });

  it('has every file that its modules find by their URLs', async () => {
    const module = /new URL\("([^"]+)", import\.meta\.url\)\.href/.source;
    const nearModule = new RegExp(`new URL\\(["\`]([^"\`$]+)["\`], ${module}\\)`, 'g');
    const thread = new RegExp(`startThread\\(${module}, "([^"]+)"`, 'g');
    const own = pathToFileURL(join(await realpath(folder), 'node_modules/bulkgen/'));
    const found: string[] = [];
    for (const path of packed.filter((name) => /^dist\/.*\.js$/.test(name))) {
      const file = new URL(path, own);
      const code = await readFile(file, 'utf8');
      for (const [, to, from] of code.matchAll(nearModule)) found.push(new URL(to!, new URL(from!, file)).href);
      for (const [, from, name] of code.matchAll(thread)) found.push(new URL(`${name}.js`, new URL(from!, file)).href);
    }
    for (const name of ['docker/compose.yaml', 'dist/page/page.css', 'dist/verify/files/check-worker.js']) {
      expect(found).toContain(new URL(name, own).href);
    }
    for (const url of found) await access(new URL(url));
  });

  it('draws plots with the library that it brings', async () => {
    await run('npx', ['--no-install', 'bulkgen', 'export', '--scale', '100', '--out', 'plotted'], { reject: true });
    await run('npx', ['--no-install', 'bulkgen', 'stats', 'plotted', '--html', 'page.html'], { reject: true });
    expect(await readFile(join(folder, 'page.html'), 'utf8')).toContain('<svg');
    await expect(access(join(folder, 'node_modules/echarts'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('passes publint', async () => {
    const { exitCode, stdout } = await run(join(binaries, 'publint'), ['run', '--strict', tarball]);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('All good') });
  });

  it('answers --help when run with npx', async () => {
    const { exitCode, stdout } = await run('npx', ['--no-install', 'bulkgen', '--help']);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('export') });
  });

  it('exports a small graph by two threads when run with npx', async () => {
    const { exitCode, stderr } = await run('npx', [
      '--no-install',
      'bulkgen',
      'export',
      '--scale',
      '100',
      '--workers',
      '2',
      '--out',
      'graph',
    ]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    await access(join(folder, 'graph/manifest.json'));
  });

  it('writes a model in TypeScript and exports it when run with npx', async () => {
    for (const args of [
      ['init', 'model', 'my-bank', '--like', 'fraud'],
      ['export', '--model', './my-bank.ts', '--out', 'my-bank'],
      ['verify', 'my-bank', '--regenerate'],
    ]) {
      const { exitCode, stderr } = await run('npx', ['--no-install', 'bulkgen', ...args]);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    }
    expect(await compile('my-bank.ts')).toBe('');
    expect(await compile('my-bank.ts', { module: 'esnext', moduleResolution: 'bundler' })).toBe('');
  });

  /** Checks the types of a program that uses the package. Returns what the compiler says. */
  async function compile(
    files: string | readonly string[],
    options: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    const compilerOptions = {
      ...{ module: 'nodenext', target: 'es2023', strict: true, noEmit: true, exactOptionalPropertyTypes: true },
      ...{ types: ['node'], typeRoots: [join(root, 'node_modules/@types')], skipLibCheck: true, ...options },
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [files].flat() }));
    return String((await run(join(binaries, 'tsc'), ['-p', folder])).stdout);
  }

  it('gives its types to a program that imports it', async () => {
    await writeFile(
      join(folder, 'consumer.ts'),
      `import { BulkgenError, createGraph, openEmbedded, useDatabase } from 'bulkgen';

const error = new BulkgenError('invalid-option', 'Expected a number');
export const exitCode: number = error.exitCode;
// @ts-expect-error: an error's code is a word, so the types are there and not any
export const code: number = error.code;

const target = await openEmbedded();
await useDatabase(await target.connection(), (database) => database.query('RETURN 1'));
await useDatabase({ uri: 'bolt://localhost', username: 'neo4j', password: 'x' }, (database) => database.query('RETURN 1'));
for await (const server of createGraph({ scale: 10 }).table('Server').rows()) {
  const cores: number = server.cpuCores;
  // @ts-expect-error: a date is text
  const boughtOn: number = server.purchasedOn;
}
`,
    );
    expect(await compile('consumer.ts')).toBe('');
    expect(await compile('consumer.ts', { module: 'esnext', moduleResolution: 'bundler' })).toBe('');
  });

  it('exports and documents every type that an exported declaration names', async () => {
    await writeFile(join(folder, 'all.ts'), `export * from 'bulkgen';\nexport * from 'bulkgen/model';\n`);
    expect(await compile('all.ts')).toBe(''); // no name has two meanings
    const owns = (path: string) => path.includes('/bulkgen/dist/');
    const types = readPublicTypes(join(folder, 'tsconfig.json'), join(folder, 'all.ts'), owns);
    expect(types.names).toEqual(expect.arrayContaining(['startGraph', 'Connection', 'ColumnContext', 'defineModel']));
    expect(types.hidden).toEqual([]);
    expect(types.undocumented).toEqual([]);
  });

  it('has an example of every function on the page of the API, and each compiles', async () => {
    for (const kind of exampleKinds) await writeFile(join(folder, `${kind}.ts`), await readExamples(kind));
    for (const name of ['vitest', '@vitest']) {
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name)).catch(() => {});
    }
    const files = exampleKinds.map((kind) => `${kind}.ts`);
    expect(await compile(files)).toBe('');
    expect(await compile(files, { module: 'esnext', moduleResolution: 'bundler' })).toBe('');
    const program =
      "console.log(Object.keys({ ...(await import('bulkgen')), ...(await import('bulkgen/model')) }).join());";
    const { stdout } = await run('node', ['--input-type=module', '--eval', program]);
    const examples = (await Promise.all(exampleKinds.map(readExamples))).join();
    expect(
      String(stdout)
        .split(',')
        .filter((name) => !new RegExp(`\\b${name}\\b`).test(examples)),
    ).toEqual([]);
  });

  it('runs the examples of the API that need no server', async () => {
    const { exitCode, stderr, stdout } = await run('node', ['files.ts']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(String(stdout)).toContain('srv-0060000');
  });

  it('lets a program define, export, verify and lint a model of its own', async () => {
    const source = await readFile(join(root, 'test/model/library.ts'), 'utf8');
    await writeFile(join(folder, 'library.ts'), source.replace('../../src/model.ts', 'bulkgen/model'));
    await writeFile(
      join(folder, 'own.ts'),
      `import { createGraph, exportGraph, graphOf, lintFolder, readManifest, verifyFiles } from 'bulkgen';
import { library } from './library.ts';

await exportGraph({ folder: 'books', model: library, scale: 1_000, ids: 'string' });
await verifyFiles({ folder: 'books', model: library, depth: 'regenerate' });
const { findings, counts } = await lintFolder({ folder: 'books' });
const { count } = graphOf(await readManifest({ folder: 'books' }), library).table('WROTE');
const titles = new Set<number>();
for await (const { pages } of createGraph({ model: library, scale: 1_000 }).table('Book').rows()) titles.add(pages);
console.log(JSON.stringify({ findings, nodes: counts.nodes, relationships: counts.relationships, count }));
`,
    );
    expect(await compile('own.ts', { allowImportingTsExtensions: true })).toBe('');
    expect(
      await compile('own.ts', { allowImportingTsExtensions: true, module: 'esnext', moduleResolution: 'bundler' }),
    ).toBe('');
    const { stdout, stderr } = await run('node', ['own.ts']);
    expect({ result: JSON.parse(String(stdout)), stderr }).toEqual({
      result: { findings: [], nodes: 1_333, relationships: 999, count: 999 },
      stderr: '',
    });
  });

  it('can be imported as a library without a word printed', async () => {
    const program = "const { BulkgenError } = await import('bulkgen'); if (!BulkgenError) process.exit(1);";
    const { exitCode, stdout, stderr } = await run('node', ['--input-type=module', '--eval', program]);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});
