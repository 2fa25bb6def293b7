import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandArgumentFiles, splitWords } from '../../../src/cli/arguments/argument-file.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

// What neo4j-admin 5.26.30 made of each of these, with picocli 4.7.6.
it.each([
  ['--nodes=a.csv\n--delimiter=,\n', ['--nodes=a.csv', '--delimiter=,']],
  ['neo4j  --nodes=a.csv\t--strict', ['neo4j', '--nodes=a.csv', '--strict']],
  ['# comment\n--strict # another\n', ['--strict']],
  [`"--nodes=a b.csv" '--quote="'`, ['--nodes=a b.csv', '--quote="']],
  ['--nodes="a.csv"', ['--nodes=', 'a.csv']],
  [String.raw`"--quote=\"" "a\\b\tc\60"`, ['--quote="', 'a\\b\tc0']],
  [String.raw`--nodes=a\.csv --delimiter=\t`, ['--nodes=a\\.csv', '--delimiter=\\t']],
  ['"" "open\nnext', ['', 'open', 'next']],
])('splits the argument file %j', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

describe('expandArgumentFiles', () => {
  it('reads files that name files, and each of them once', async () => {
    const folder = await makeTemporaryFolder();
    const path = (name: string) => join(folder, name);
    await writeFile(path('a'), `--strict @${path('b')}`);
    await writeFile(path('b'), `--nodes=n.csv\n@${path('b')} @${path('a')}`);
    expect(expandArgumentFiles(['x', `@${path('a')}`, 'y'])).toEqual(['x', '--strict', '--nodes=n.csv', 'y']);
  });

  it('takes @@ for the sign itself, and @ before a folder for its name', async () => {
    const folder = join(await makeTemporaryFolder(), '@data');
    await mkdir(folder);
    expect(expandArgumentFiles(['@', '@@args', folder])).toEqual(['@', '@args', folder]);
  });

  it('refuses a file that does not exist', () => {
    expect(() => expandArgumentFiles(['@/nowhere/args'])).toThrow(
      expect.objectContaining({
        code: 'file-unreadable',
        message: 'Could not read the argument file /nowhere/args: ENOENT: no such file or directory',
      }),
    );
  });
});
