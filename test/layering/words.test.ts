import { describe, expect, it } from 'vitest';
import { findRefusedWords } from '../../scripts/lint/words.ts';

describe('the word check', () => {
  it.each([
    'The file is written anew.',
    'Mend the header.',
    'for whoever reads it',
    'Nobody listens.',
    'values parted by commas',
    'a folder that is no export',
    'the file is none',
    'CSV of others',
    'files that others wrote',
    'the import goes on',
    'as it was told',
    'every row is proven',
    'the proof of a row',
    'the server is away',
    "a server of bulkgen's own",
    'bytes behind its end',
    'It stops, for it has no space.',
    'const told = 1;',
  ])('refuses `%s`', (text) => {
    expect(findRefusedWords(text)).toHaveLength(1);
  });

  it.each([
    'The server is no longer running.',
    'There is no file.',
    'a proxy behind a link',
    'It is written again, for a demo.',
    'improve, approve, waterproof',
    'for (const left of lines)',
  ])('takes `%s`', (text) => {
    expect(findRefusedWords(text)).toEqual([]);
  });

  it('names the line, the word and what to write instead', () => {
    expect(findRefusedWords('First.\n  Done anew.')).toEqual(['2: "anew" (again, or re-): Done anew.']);
  });
});
