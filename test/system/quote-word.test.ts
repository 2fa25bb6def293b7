import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quoteExactly, quotePath, quoteWord } from '../../src/system/quote-word.ts';

const hostile = [
  'plain/path-1.csv',
  'with space/ümlaut ß/日本',
  '$(touch /tmp/pwned)',
  '`id`',
  "it's",
  '"; rm -rf x; "',
  'a\nb\tc',
  'red\u001b[31m',
  'right\u202eleft',
  "mixed' \\ \u0007$HOME",
  '~',
  '#x',
  '*',
  '!history',
  '',
];

it.each(hostile)('quotes %j so that bash gives it back', (word) => {
  const quoted = quoteWord(word);
  expect(execFileSync('bash', ['-c', `printf %s ${quoted}`], { encoding: 'utf8' })).toBe(word);
  expect(quoted).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

it.each(hostile)('quotes %j for a script so that sh gives it back', (word) => {
  expect(execFileSync('sh', ['-c', `printf %s ${quoteExactly(word)}`], { encoding: 'utf8' })).toBe(word);
});

it('protects a path that begins with a dash from being an option', () => {
  expect(['-dash', '--nodes', 'a-b'].map(quotePath)).toEqual(['./-dash', './--nodes', 'a-b']);
});
