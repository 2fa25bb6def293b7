// Makes dist/export/write-worker.bundle.js: the threads of an export in one file. A thread that loads 216 modules takes 0.1 s of processor time more.
// `npm run build` calls this.
import { join } from 'node:path';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');

await build({
  input: join(root, 'src/export/write-worker.ts'),
  external: ['seedrandom', 'leven'],
  platform: 'node',
  output: { file: join(root, 'dist/export/write-worker.bundle.js'), format: 'esm' },
  logLevel: 'warn',
});
