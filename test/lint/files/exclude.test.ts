import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileExclusion } from '../../../src/lint/files/exclude.ts';
import { lintFolder } from '../../../src/lint/lint-folder.ts';
import { writeFiles } from '../lint-files.ts';

describe('compileExclusion', () => {
  it.each([
    ['*.bak.csv', 'a.bak.csv', true],
    ['*.bak.csv', 'x/y/a.bak.csv', true],
    ['*.bak.csv', 'a.csv', false],
    ['old', 'x/old', true],
    ['/old', 'x/old', false],
    ['x/old', 'x/old', true],
    ['x/*.csv', 'x/y/a.csv', false],
    ['x/**', 'x/y/a.csv', true],
    ['x/**', 'x', false],
    ['**/y/*.csv', 'x/y/a.csv', true],
    ['x/**/a.csv', 'x/a.csv', true],
    ['part-0000?.csv', 'part-00001.csv', true],
    ['part-[0-4].csv', 'part-5.csv', false],
    ['part-[!0-4].csv', 'part-5.csv', true],
    ['a.b', 'axb', false],
    ['./x/a.csv', 'x/a.csv', true],
    ['/data/csv/x/a.csv', 'x/a.csv', true],
    ['日本*', '日本語.csv', true],
    ['a[', 'a[', true],
    ['a+(b)', 'a+(b)', true],
  ])('decides whether %s leaves out %s: %s', (pattern, path, isExcluded) => {
    expect(compileExclusion([pattern], '/data/csv').leavesOut(path, false)).toBe(isExcluded);
  });

  it('applies a pattern that ends with a slash only to folders', () => {
    const exclusion = compileExclusion(['old/'], '/data');
    const places = [
      ['old', true],
      ['x/old', true],
      ['old', false],
    ] as const;
    expect(places.map(([path, isFolder]) => exclusion.leavesOut(path, isFolder))).toEqual([true, true, false]);
  });

  it.each(['', '/', '.', '!keep.csv'])('refuses the pattern `%s`', (pattern) => {
    expect(() => compileExclusion([pattern], '/data')).toThrow(
      expect.objectContaining({ code: 'invalid-option', message: expect.stringContaining('--exclude') }),
    );
  });
});

describe('compileExclusion', () => {
  it('lists the patterns that matched nothing, also beside one that matches the same file', () => {
    const exclusion = compileExclusion(['*.bak', 'a.*', '*.tmp', 'a.bak/'], '/data');
    exclusion.leavesOut('a.bak', false);
    expect(exclusion.listUnmatched()).toEqual(['*.tmp', 'a.bak/']);
  });
});

describe('lintFolder with patterns of files to leave out', () => {
  const files = {
    'p.csv': 'id:ID,:LABEL\n1,P\n',
    'p.bak.csv': 'id:ID,:LABEL\n1,P\n',
    'old/x.csv': 'a,b\n',
    'o.txt': '',
  };

  it('reads all other files, and lists what it left out', async () => {
    const folder = await writeFiles(files);
    const { findings, excluded, unmatched, unread, counts } = await lintFolder({
      folder,
      exclude: ['*.bak.csv', 'old/', 'none'],
    });
    expect(findings).toEqual([]);
    expect(counts.nodes).toBe(1);
    expect(excluded.map((path) => relative(folder, path))).toEqual(['old', 'p.bak.csv']);
    expect(unmatched).toEqual(['none']);
    expect(unread.map((path) => relative(folder, path))).toEqual(['o.txt']);
  });

  it('names the option if no file is left', async () => {
    await expect(lintFolder({ folder: await writeFiles(files), exclude: ['*'] })).rejects.toMatchObject({
      code: 'file-missing',
      hint: expect.stringContaining('--exclude'),
    });
  });
});
