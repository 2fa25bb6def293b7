import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { formatLint, formatSkippedFiles } from '../../../src/cli/output/lint.ts';
import { type Files, lintFiles } from '../../lint/lint-files.ts';

/** The lines that the findings of files in a folder are printed as, without the counts. */
async function print(files: Files): Promise<readonly string[]> {
  return stripVTControlCharacters(formatLint('csv', await lintFiles(files)))
    .trimEnd()
    .split('\n')
    .slice(0, -1);
}

describe('formatLint', () => {
  it('prints what several files have in common once, with the names of the first ones', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.csv`);
    expect(await print(Object.fromEntries(names.map((name) => [name, 'id:ID(x);:LABEL\n1;P\n'])))).toEqual([
      'error a.csv:1: expected cells with `,` between them, found `;`. The same in 5 more files: b.csv, c.csv, d.csv ….',
      "      Add --delimiter ';' --array-delimiter '|'.",
    ]);
  });

  it('prints the same violation in different columns, lines and files apart', async () => {
    const files = { 'a.csv': 'id:ID,n:int\n1,x\n2,2\n', 'b.csv': 'id:ID,n:int\n3,3\n4,x\n' };
    const lines = (await print(files)).filter((line) => line.startsWith('error'));
    expect(lines).toEqual([expect.stringContaining('a.csv:2'), expect.stringContaining('b.csv:3')]);
  });
});

describe('a finding of a repeated id', () => {
  it('quotes the id without the place of the first one', async () => {
    const [line] = await print({ 'a.csv': 'id:ID\n1\n1\n' });
    expect(line).toContain('found `1`, as in line 2 of a.csv.');
  });
});

describe('formatSkippedFiles', () => {
  it('names the first files, visible ones before hidden ones, and counts the others', () => {
    const hidden = Array.from({ length: 1_200 }, (_, index) => `csv/.part-${index}.crc`);
    const unread = ['csv/.git/', ...hidden, 'csv/README.md', 'csv/_SUCCESS', 'csv/run.sh'].sort();
    expect(
      formatSkippedFiles('csv', { unread, excluded: ['csv/old/', 'csv/x.csv'], unmatched: [], rowless: ['csv/h.csv'] }),
    ).toBe(
      'Headers without rows: h.csv\nNot read, because the name is not that of a CSV file: README.md, run.sh, .git/, .part-0.crc, .part-1.crc, and 1,199 more\nLeft out by --exclude: old/, x.csv\n',
    );
  });

  it('says why a file with the name of a CSV file was not read', () => {
    const unread = ['csv/.part-0.csv', 'csv/README.md', 'csv/lost.csv'];
    expect(formatSkippedFiles('csv', { unread, excluded: [], unmatched: [], rowless: [] })).toBe(
      'Not read, because the name is not that of a CSV file: README.md, .part-0.csv\nNot read, because it is a pipe, a device or a link that leads nowhere: lost.csv\n',
    );
  });

  it('warns of each pattern that leaves out nothing', () => {
    const skipped = { unread: [], excluded: [], unmatched: ['old/', "it's *"], rowless: [] };
    expect(formatSkippedFiles('csv', skipped)).toBe(
      `Warning: no file or folder matches --exclude old/\nWarning: no file or folder matches --exclude 'it'\\''s *'\n`,
    );
  });

  it('prints nothing for no files', () => {
    expect(formatSkippedFiles('csv', { unread: [], excluded: [], unmatched: [], rowless: [] })).toBe('');
  });
});
