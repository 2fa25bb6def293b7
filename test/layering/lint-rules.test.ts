import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layers } from '../../scripts/lint/layers.ts';

const areas = Object.keys(layers);
const packages = Object.values(layers).flatMap((layer) => layer.packages ?? []);

interface Sample {
  readonly path: string;
  readonly source: string;
  /** The rule that must speak, or `nothing` when none may. */
  readonly rule: string;
}

function sampleImport(area: string, name: string, source: string, allowed: boolean): Sample {
  const path = `src/${area}/of-${name.replace(/\W/g, '-')}.ts`;
  return { path, source: `import '${source}';\n`, rule: allowed ? 'nothing' : 'noRestrictedImports' };
}

const imports = Object.entries(layers).flatMap(([area, layer]) => [
  sampleImport(area, 'errors', '../errors.ts', true),
  sampleImport(area, 'bin', '../bin.ts', false),
  sampleImport(area, 'index', '../index.ts', false),
  sampleImport(area, 'version', '../version.ts', layer.version === true),
  sampleImport(area, 'model-entry', '../model.ts', layer.entry === true),
  ...areas
    .filter((other) => other !== area)
    .map((other) => sampleImport(area, other, `../${other}/x.ts`, layer.areas?.includes(other) === true)),
  ...packages.map((name) => sampleImport(area, name, name, layer.packages?.includes(name) === true)),
  ...['node:fs', 'node:fs/promises'].map((name) => sampleImport(area, name, name, layer.pure !== true)),
]);

const impure = [
  'Math.random()',
  'Math.pow(2, 3)',
  'Math.log2(8)',
  "Math['exp'](1)",
  '[1].map(Math.sin)',
  'globalThis.Math.exp(1)',
  'outer ** 0.5',
  '10 ** outer',
  '(outer **= 2)',
  'Date.now()',
  'new Date(0)',
  'performance.now()',
  'new Intl.NumberFormat()',
  'process.hrtime()',
  'crypto.randomUUID()',
  "'a'.localeCompare('b')",
  '(1).toLocaleString()',
  "'a'?.toLocaleUpperCase()",
].map((expression, place) => ({
  path: `src/${['random', 'model', 'models/cmdb/nodes'][place % 3]}/impure-${place}.ts`,
  source: `export let outer = 1;\nexport const value = ${expression};\nouter = 2;\n`,
  rule: /Date|performance|Intl|process|crypto|globalThis/.test(expression) ? 'noRestrictedGlobals' : 'plugin',
}));

const others: readonly Sample[] = [
  { path: 'src/targets/docker/neo4j/up.ts', source: "import '../../../import/x.ts';\n", rule: 'noRestrictedImports' },
  {
    path: 'src/targets/docker/neo4j/own.ts',
    source: "import '../../../errors.ts';\nimport '../../neo4j/x.ts';\nimport '../x.ts';\n",
    rule: 'nothing',
  },
  { path: 'src/rogue/area.ts', source: "import './other.ts';\n", rule: 'noRestrictedImports' },
  {
    path: 'src/model/late.ts',
    source: "export const late = await import('../csv/x.ts');\n",
    rule: 'noRestrictedImports',
  },
  { path: 'src/model/type.ts', source: "export type { X } from '../csv/x.ts';\n", rule: 'noRestrictedImports' },
  { path: 'src/models/cmdb/nodes/deep.ts', source: "import '../../../csv/x.ts';\n", rule: 'noRestrictedImports' },
  {
    path: 'src/models/cmdb/nodes/up.ts',
    source: "import '../model.ts';\nimport '../../../model/x.ts';\n",
    rule: 'nothing',
  },
  {
    path: 'src/import/here.ts',
    source: "import { there } from './there.ts';\n\nexport const here = there;\n",
    rule: 'noImportCycles',
  },
  {
    path: 'src/import/there.ts',
    source: "import { here } from './here.ts';\n\nexport const there = () => here;\n",
    rule: 'noImportCycles',
  },
  {
    path: 'src/export/left.ts',
    source: "import type { Right } from './right.ts';\n\nexport type Left = Right;\n",
    rule: 'noImportCycles',
  },
  {
    path: 'src/export/right.ts',
    source: "import type { Left } from './left.ts';\n\nexport type Right = Left;\n",
    rule: 'noImportCycles',
  },
  {
    path: 'src/csv/lost.ts',
    source: 'const wait = async () => {};\nexport const x = () => {\n  wait();\n};\n',
    rule: 'noFloatingPromises',
  },
  { path: 'src/csv/any.ts', source: 'export const x: any = 1;\n', rule: 'noExplicitAny' },
  { path: 'src/csv/enum.ts', source: 'export enum Colour {\n  Red,\n}\n', rule: 'noEnum' },
  { path: 'src/csv/namespace.ts', source: 'export namespace A {\n  export const b = 1;\n}\n', rule: 'noNamespace' },
  { path: 'src/csv/default.ts', source: 'export default 1;\n', rule: 'noDefaultExport' },
  { path: 'src/csv/camelCase.ts', source: 'export const x = 1;\n', rule: 'useFilenamingConvention' },
  { path: 'src/csv/console.ts', source: "console.log('x');\n", rule: 'noConsole' },
  { path: 'src/cli/console.ts', source: "console.log('x');\n", rule: 'nothing' },
  { path: 'src/cli/exit.ts', source: 'process.exit(1);\n', rule: 'plugin' },
  { path: 'src/cli/exit-code.ts', source: 'process.exitCode = 1;\n', rule: 'plugin' },
  { path: 'src/bin.ts', source: 'process.exitCode = 1;\n', rule: 'nothing' },
  {
    path: 'test/csv/skipped.test.ts',
    source: "import { it } from 'vitest';\n\nit.skip('x', () => {});\n",
    rule: 'noSkippedTests',
  },
  {
    path: 'test/csv/only.test.ts',
    source: "import { it } from 'vitest';\n\nit.only('x', () => {});\n",
    rule: 'noFocusedTests',
  },
  {
    path: 'src/random/clean.ts',
    source: 'export const x = (a: number): number => Math.imul(a, 3) + Math.floor(Math.sqrt(a)) + (a % 2 ** 32);\n',
    rule: 'nothing',
  },
];

describe('the lint rules', () => {
  const root = join(import.meta.dirname, '../..');
  const samples = [...imports, ...impure, ...others];
  let folder: string;
  let diagnostics: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-lint-'));
    await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
    await cp(join(root, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    for (const { path, source } of samples) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), source);
    }
    diagnostics = await lint(join(root, 'node_modules/.bin/biome'), folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(samples)('answer $rule to $path', ({ path, rule }) => {
    const here = diagnostics.filter(
      (line) => line.startsWith('::error') && line.includes(`,file=${join(folder, path)},`),
    );
    const rules = here.map((line) => /title=(?:.*\/)?(\w+),file/.exec(line)?.[1]);
    if (rule === 'nothing') expect(rules).toEqual([]);
    else expect(rules).toContain(rule);
  });

  it('cover every area of src', async () => {
    const entries = await readdir(join(root, 'src'), { withFileTypes: true });
    const found = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(found.filter((name) => !areas.includes(name))).toEqual([]);
  });
});

describe('the table of layers', () => {
  const src = join(import.meta.dirname, '../../src');

  it('names every area after those that it may import', () => {
    for (const [place, area] of areas.entries()) {
      for (const below of layers[area]?.areas ?? []) expect(areas.slice(0, place)).toContain(below);
    }
  });

  it.each(Object.entries(layers))('permits %s nothing that no file of it uses', async (area, layer) => {
    const used = await readImports(join(src, area));
    const permitted = [
      ...(layer.areas ?? []).map((other) => `${other}/`),
      ...(layer.version ? ['version.ts'] : []),
      ...(layer.entry ? ['model.ts'] : []),
      ...(layer.packages ?? []),
    ];
    const isUsed = (name: string) => used.some((path) => path === name || path.startsWith(name));
    expect(permitted.filter((name) => !isUsed(name))).toEqual([]);
  });

  /** What the files of a folder import: paths from src, and names of packages. */
  async function readImports(folder: string): Promise<readonly string[]> {
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const imports = await Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(folder, name), 'utf8');
        const sources = text.matchAll(/(?:from |import\()'([^']+)'/g);
        return Array.from(sources, ([, source]) =>
          source!.startsWith('.') ? relative(src, join(dirname(join(folder, name)), source!)) : source!,
        );
      }),
    );
    return imports.flat();
  }
});

/** Runs Biome's linter on a folder and answers its diagnostics, a line each. */
async function lint(biome: string, folder: string): Promise<readonly string[]> {
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none'];
  const { stdout } = await execa(biome, args, { cwd: folder, reject: false });
  return stdout.split('\n');
}
