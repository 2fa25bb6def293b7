// Writes dist/page/draw.js with what it imports of ECharts, which is not a dependency of the package: installed, it has
// 60 MB. The licences of what is bundled are put beside it. `npm run build` calls this.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'dist/page');
const notices = [
  ...['NOTICE', 'LICENSE', 'licenses/LICENSE-d3'].map((path) => new URL(path, import.meta.resolve('echarts'))),
  new URL('LICENSE', import.meta.resolve('zrender')),
];

await build({
  input: join(root, 'src/page/draw.ts'),
  output: { file: join(folder, 'draw.js'), format: 'esm', minify: true },
  logLevel: 'warn',
});
const texts = await Promise.all(notices.map((notice) => readFile(notice, 'utf8')));
await writeFile(join(folder, 'draw.LICENSE'), texts.join('\n\n'));
