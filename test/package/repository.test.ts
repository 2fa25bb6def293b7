import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

  it('shows what came of each fault when it was last tried', async () => {
    expect(await readFile(join(root, 'test/golden/faults.md'), 'utf8')).toContain(await formatFaultTable());
  });

  it('has a README.md of at most 170 lines, with no table cell over 200 characters', async () => {
    const lines = (await readFile(join(root, 'README.md'), 'utf8')).split('\n');
    expect(lines.length - 1).toBeLessThanOrEqual(170);
    const cells = lines.filter((line) => line.startsWith('|')).flatMap((line) => line.split('|'));
    expect(cells.filter((cell) => cell.length > 200)).toEqual([]);
  });

  it('links only to files that exist, in every document', async () => {
    const { stdout } = await execa('git', ['ls-files', '*.md', '.github/*.md'], { cwd: root, lines: true });
    for (const path of stdout) {
      const text = await readFile(join(root, path), 'utf8');
      for (const [, link] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        const target = join(root, dirname(path), link!);
        expect(await stat(target).catch(() => `${path} links to ${link}`)).not.toBeTypeOf('string');
      }
    }
  });

  it('names only paths that exist, in its documents', async () => {
    const { stdout } = await execa('git', ['ls-files', '*.md', '.github/*.md'], { cwd: root, lines: true });
    for (const path of stdout.filter((name) => !name.startsWith('test/'))) {
      const text = await readFile(join(root, path), 'utf8');
      for (const [, name] of text.matchAll(/`((?:src|test|scripts|docker)\/[\w./-]*\w\/?)`/g)) {
        expect(await stat(join(root, name!)).catch(() => `${path} names ${name}`)).not.toBeTypeOf('string');
      }
    }
  });

  it('records no download address in its lock file', async () => {
    expect(await readFile(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});
