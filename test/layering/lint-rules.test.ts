import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Areas from the bottom to the top, each with the areas it may import; `errors` is open to all. */
const areas: Readonly<Record<string, readonly string[]>> = {
  progress: [],
  threads: ['progress'],
  random: [],
  model: ['random'],
  models: ['random', 'model'],
  csv: ['progress', 'random', 'model'],
  lint: ['progress', 'threads', 'random', 'model', 'csv'],
  targets: ['progress'],
  neo4j: ['progress', 'random', 'model'],
  export: ['progress', 'threads', 'random', 'model', 'models', 'csv', 'targets', 'neo4j'],
  verify: ['progress', 'threads', 'random', 'model', 'models', 'csv', 'targets', 'neo4j', 'export'],
  import: ['progress', 'random', 'model', 'models', 'csv', 'targets', 'neo4j', 'export', 'lint', 'verify'],
  doctor: ['progress', 'targets'],
  snapshot: ['progress', 'random', 'model', 'models', 'csv', 'targets', 'neo4j', 'export', 'lint', 'verify', 'import'],
  cli: [
    'progress',
    'threads',
    'random',
    'model',
    'models',
    'csv',
    'targets',
    'neo4j',
    'export',
    'lint',
    'verify',
    'import',
    'doctor',
    'snapshot',
  ],
};

const homes = {
  seedrandom: 'random',
  'fast-csv': 'csv',
  execa: 'targets',
  'neo4j-driver': 'neo4j',
  commander: 'cli',
  'modern-tar': 'snapshot',
};
const pureAreas = ['progress', 'random', 'model', 'models'];

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

const imports = Object.entries(areas).flatMap(([area, below]) => [
  sampleImport(area, 'errors', '../errors.ts', true),
  sampleImport(area, 'bin', '../bin.ts', false),
  sampleImport(area, 'index', '../index.ts', false),
  sampleImport(area, 'version', '../version.ts', area === 'cli' || area === 'snapshot'),
  ...Object.keys(areas).map((other) =>
    sampleImport(area, other, `../${other}/x.ts`, other === area || below.includes(other)),
  ),
  ...Object.entries(homes).map(([name, home]) => sampleImport(area, name, name, area === home)),
  ...['node:fs', 'node:fs/promises'].map((name) => sampleImport(area, name, name, !pureAreas.includes(area))),
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
  { path: 'src/neo4j/interface.ts', source: "import '../targets/target.ts';\n", rule: 'nothing' },
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
    expect(found.filter((name) => !(name in areas))).toEqual([]);
  });
});

/** Runs Biome's linter on a folder and answers its diagnostics, a line each. */
async function lint(biome: string, folder: string): Promise<readonly string[]> {
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none'];
  const { stdout } = await execa(biome, args, { cwd: folder, reject: false });
  return stdout.split('\n');
}
