import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { formatFaultTable } from '../end-to-end/support/fault-table.ts';

const root = join(import.meta.dirname, '../..');

const topLevel = [
  ...['package.json', 'tsconfig.json', 'src', 'scripts', 'test', 'docker', 'import', 'README.md'],
  ...['LICENSE', 'CHANGELOG.md', 'biome.json', 'package-lock.json'],
  ...['.ci', '.github', '.editorconfig', '.gitignore', '.npmrc'],
];

describe('the repository', () => {
  it('holds only the agreed names at its top level', async () => {
    const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
    const { stdout } = await execa('git', args, { cwd: root, lines: true });
    const names = new Set(stdout.map((path) => path.split('/')[0]));
    expect([...names].filter((name) => !topLevel.includes(name ?? ''))).toEqual([]);
  });

  it('shows in README.md what came of each fault when it was last tried', async () => {
    expect(await readFile(join(root, 'README.md'), 'utf8')).toContain(await formatFaultTable());
  });

  it('has a README.md of at most 250 lines', async () => {
    expect((await readFile(join(root, 'README.md'), 'utf8')).split('\n').length - 1).toBeLessThanOrEqual(250);
  });

  it('records no download address in its lock file', async () => {
    expect(await readFile(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});
