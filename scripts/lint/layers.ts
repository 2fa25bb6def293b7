/** What one area, a folder of src, may import beside its own files and `src/errors.ts`, which is open to all. */
export interface Layer {
  /** Areas below it. */
  readonly areas?: readonly string[];
  /** Packages whose one home it is. */
  readonly packages?: readonly string[];
  /** Not Node's modules: what makes rows opens no file, no socket and no clock. */
  readonly pure?: true;
  /** `src/version.ts`, the version of this package. */
  readonly version?: true;
  /** `src/model.ts`, with which users write models, too. */
  readonly entry?: true;
}

/**
 * The layers of src from the bottom to the top. An area imports only areas that stand above it in this table.
 *
 * A permission that no file uses is an error (test/layering), so the table shows how the areas really depend on each other.
 * `npm run lint` writes the lint rules (imports.json) from it.
 */
export const layers: Readonly<Record<string, Layer>> = {
  options: { packages: ['leven'], pure: true },
  progress: { pure: true },
  threads: { areas: ['options'] },
  system: { packages: ['execa'] },
  page: { packages: ['charts', 'components', 'core', 'features', 'renderers'].map((part) => `echarts/${part}`) },
  random: { packages: ['seedrandom'], pure: true },
  model: { areas: ['options', 'random'], pure: true },
  ask: { areas: ['options', 'model'], pure: true },
  models: { areas: ['random', 'model'], pure: true, entry: true },
  'model-loader': { areas: ['options', 'system', 'model', 'models'] },
  csv: { areas: ['model'], packages: ['fast-csv'] },
  lint: { areas: ['options', 'progress', 'threads', 'model'] },
  neo4j: { areas: ['options', 'progress', 'system', 'model'], packages: ['neo4j-driver'] },
  targets: { areas: ['options', 'progress', 'system', 'neo4j'] },
  export: { areas: ['options', 'progress', 'threads', 'model', 'ask', 'models', 'model-loader', 'csv', 'system'] },
  verify: { areas: ['options', 'progress', 'threads', 'system', 'model', 'model-loader', 'csv', 'neo4j', 'export'] },
  load: { areas: ['options', 'progress', 'system', 'model', 'model-loader', 'csv', 'neo4j', 'export', 'verify'] },
  replacement: { areas: ['options', 'progress', 'system', 'targets', 'neo4j'] },
  import: {
    areas: ['options', 'progress', 'system', 'model', 'lint', 'targets', 'neo4j', 'export', 'verify', 'replacement'],
  },
  bench: {
    areas: [
      ...(['progress', 'system', 'page', 'model', 'targets', 'neo4j'] as const),
      ...(['export', 'verify', 'load', 'import'] as const),
    ],
    version: true,
  },
  stats: { areas: ['options', 'progress', 'system', 'page', 'lint', 'export'] },
  doctor: { areas: ['options', 'system', 'neo4j', 'targets'] },
  snapshot: {
    areas: [
      ...(['options', 'progress', 'system', 'model', 'model-loader', 'targets', 'neo4j'] as const),
      ...(['export', 'verify', 'import'] as const),
    ],
    packages: ['modern-tar'],
    version: true,
  },
  server: {
    areas: [
      ...(['options', 'progress', 'system', 'model', 'targets', 'neo4j'] as const),
      ...(['export', 'verify', 'load', 'import', 'snapshot'] as const),
    ],
  },
  cli: {
    areas: [
      'options',
      'progress',
      'threads',
      'system',
      'model',
      'models',
      'model-loader',
      'ask',
      'lint',
      'targets',
      'neo4j',
      'export',
      'verify',
      'load',
      'replacement',
      'import',
      'bench',
      'stats',
      'doctor',
      'snapshot',
    ],
    packages: ['commander', 'sarif'],
    version: true,
  },
};
