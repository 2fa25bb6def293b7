import { expect, it } from 'vitest';
import { judgeMaven } from '../../src/doctor/check-maven.ts';
import { exampleFailure } from './example.ts';

it('Maven that is there is well', () => {
  expect(judgeMaven({ facts: { version: '3.9.9' } }, true)).toMatchObject([{ status: 'ok', message: 'Maven 3.9.9' }]);
});

it('Maven is missed where jars must be fetched', () => {
  expect(judgeMaven({ failure: exampleFailure }, true)).toEqual([exampleFailure]);
});

it('Maven is missed less where the jars are', () => {
  expect(judgeMaven({ failure: exampleFailure }, false)).toMatchObject([
    { status: 'warning', message: 'No; it is needed only to fetch another Neo4j', cure: 'Do.' },
  ]);
});
