import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findMatches, type PatternStyle } from '../../../src/cli/options/file-pattern.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
  for (const name of ['p-1.csv', 'p-2.csv', 'p-10.csv', 'header.csv', 'a+b.csv', 'aab.csv', 'deep/er/p-3.csv']) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), '');
  }
});

const find = (pattern: string, style: PatternStyle) =>
  findMatches(join(folder, pattern), style).map((path) => relative(folder, path));

describe('findMatches', () => {
  it.each<[PatternStyle, string, readonly string[]]>([
    ['regex', String.raw`p-\d+\.csv`, ['p-1.csv', 'p-2.csv', 'p-10.csv']],
    ['regex', 'p-.*', ['p-1.csv', 'p-2.csv', 'p-10.csv']],
    ['regex', 'p-(1|2).csv', ['p-1.csv', 'p-2.csv']],
    ['regex', 'header.csv', ['header.csv']],
    ['regex', 'a+b.csv', ['a+b.csv']],
    ['regex', '(', ['(']],
    ['regex', 'missing.csv', ['missing.csv']],
    ['glob', 'p-*.csv', ['p-1.csv', 'p-2.csv', 'p-10.csv']],
    ['glob', 'p-?.csv', ['p-1.csv', 'p-2.csv']],
    ['glob', 'p-[!1].csv', ['p-2.csv']],
    ['glob', '**/*.csv', ['deep/er/p-3.csv']],
    ['none', 'p-.*', ['p-.*']],
  ])('reads names by the style %s: %s', (style, pattern, names) => {
    expect(find(pattern, style)).toEqual(names);
  });
});
