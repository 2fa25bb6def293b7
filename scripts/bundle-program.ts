// Compiles the modules of the program, of the library and of their threads into few files: to load 350 modules takes 0.1 s of processor time more.
// The entries keep their places in `dist`, and what they share is in `dist/chunks`. `npm run build` calls this after the compiler, which writes only
// the declarations of types.
import { join, relative } from 'node:path';
import { build, type Plugin } from 'rolldown';

const root = join(import.meta.dirname, '..');

/** What Node is started with, and what programs, the files of models and `bench-export` import. All use the same chunks, so a process has each module once. */
const entries = [
  ...['bin', 'index', 'model', 'bench/client'],
  ...[
    'export/tune-engine',
    'export/write-worker',
    'lint/lint-worker',
    'verify/database/sum-worker',
    'verify/files/check-worker',
  ],
];

/** Modules find files by their own URLs, so each keeps the URL that it has in `src`. The path holds for files one folder below `dist`. */
const keepUrls: Plugin = {
  name: 'keep-urls',
  transform(code, id) {
    const path = relative(join(root, 'src'), id).replace(/\.ts$/, '.js');
    return code.replaceAll('import.meta.url', `new URL('../${path}', import.meta.url).href`);
  },
};

/** The plotting library is in a file of its own (bundle-plots.ts). */
const keepPlots: Plugin = {
  name: 'keep-plots',
  resolveId: (source, importer) =>
    source === './draw.ts' && importer === join(root, 'src/page/plot.ts')
      ? { id: '../page/draw.js', external: true }
      : undefined,
};

const { output } = await build({
  input: Object.fromEntries(entries.map((entry) => [entry, join(root, 'src', `${entry}.ts`)])),
  external: /^[a-z@]/,
  platform: 'node',
  plugins: [keepUrls, keepPlots],
  output: {
    dir: join(root, 'dist'),
    format: 'esm',
    // Each thread has its own copy of the sources it loads, of two bytes for each character if they are not all ASCII.
    ...{ comments: false, charset: 'ascii' },
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  },
  logLevel: 'warn',
});

const misplaced = output.find(
  (file) =>
    file.type === 'chunk' && file.code.includes('import.meta.url).href') && file.fileName.split('/').length !== 2,
);
if (misplaced) {
  throw new Error(`Expected ${misplaced.fileName} to be one folder below dist, because its modules find files by URL`);
}
