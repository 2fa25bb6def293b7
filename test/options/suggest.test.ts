import { expect, it } from 'vitest';
import { suggest } from '../../src/options/suggest.ts';

const tables = ['Server', 'Service', 'RUNS_ON'];

it.each([
  ['Sever', 'Did you mean `Server`?'],
  ['runs_on', 'Did you mean `RUNS_ON`?'],
  ['RUNSON', 'Did you mean `RUNS_ON`?'],
  ['Bicycle', undefined],
  ['', undefined],
])('suggest answers `%s` with %s', (text, question) => {
  expect(suggest(text, tables)).toBe(question);
});
