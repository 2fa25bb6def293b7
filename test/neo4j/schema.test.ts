import { describe, expect, it } from 'vitest';
import { isOfKind, toCreateStatement } from '../../src/neo4j/schema.ts';

describe('the statement that creates', () => {
  it.each([
    ['constraint', ['id'], 'CREATE CONSTRAINT `one` IF NOT EXISTS FOR (n:`CI`) REQUIRE n.`id` IS UNIQUE'],
    ['index', ['a', 'b'], 'CREATE INDEX `one` IF NOT EXISTS FOR (n:`CI`) ON (n.`a`, n.`b`)'],
    ['fulltext', ['a', 'b'], 'CREATE FULLTEXT INDEX `one` IF NOT EXISTS FOR (n:`CI`) ON EACH [n.`a`, n.`b`]'],
  ] as const)('a %s on %j', (kind, properties, statement) => {
    expect(toCreateStatement({ kind, name: 'one', label: 'CI', properties })).toBe(statement);
  });
});

describe('an index of the database', () => {
  const range = {
    ...{ name: 'one', state: 'ONLINE', populated: 100, failure: '' },
    ...{ labelsOrTypes: ['CI'], properties: ['name'] },
    ...{ isLookup: false, isFulltext: false, owningConstraint: null },
  };
  const found = [range, { ...range, isFulltext: true }, { ...range, owningConstraint: 'one' }];

  it.each([
    ['index', [true, false, false]],
    ['fulltext', [false, true, false]],
    ['constraint', [false, false, true]],
  ] as const)('is of the kind %s only if its own kind is that: %j', (kind, expected) => {
    expect(found.map((index) => isOfKind({ kind }, index))).toEqual(expected);
  });
});
