import { expect, it } from 'vitest';
import { evaluateMaven } from '../../src/doctor/check-maven.ts';
import { exampleFailure } from './example.ts';

it('an installed Maven is fine', () => {
  expect(evaluateMaven({ facts: { version: '3.9.9' } }, true)).toMatchObject([
    { status: 'ok', message: 'Maven 3.9.9' },
  ]);
});

it('Maven is missing where jars must be downloaded', () => {
  expect(evaluateMaven({ failure: exampleFailure }, true)).toEqual([exampleFailure]);
});

it('a missing Maven is only a warning where the jars are present', () => {
  expect(evaluateMaven({ failure: exampleFailure }, false)).toMatchObject([
    { status: 'warning', message: 'No; Maven is needed only to download another version of Neo4j', cure: 'Do.' },
  ]);
});
