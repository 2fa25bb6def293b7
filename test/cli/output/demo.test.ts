import { expect, it } from 'vitest';
import { formatAnswer } from '../../../src/cli/output/demo.ts';

it('prints the answer to a question as an aligned table', () => {
  const rows = [
    { class: 'Server', cis: 1_380 },
    { class: 'Microservice', cis: 98 },
  ];
  expect(formatAnswer({ question: 'How many?', cypher: 'RETURN 1', rows })).toBe(`How many?
RETURN 1
  class           cis
  Server        1,380
  Microservice     98
`);
});

it('says so where the answer is empty', () => {
  expect(formatAnswer({ question: 'Which?', cypher: 'RETURN 1', rows: [] })).toBe('Which?\nRETURN 1\n  nothing\n');
});
