import { describe, expect, it } from 'vitest';
import { isOfKind, isOn, toCreateStatement } from '../../src/neo4j/schema.ts';

describe('the statement that creates', () => {
  it.each([
    ['constraint', ['id'], 'CREATE CONSTRAINT `one` IF NOT EXISTS FOR (n:`CI`) REQUIRE n.`id` IS UNIQUE'],
    ['index', ['a', 'b'], 'CREATE INDEX `one` IF NOT EXISTS FOR (n:`CI`) ON (n.`a`, n.`b`)'],
    ['fulltext', ['a', 'b'], 'CREATE FULLTEXT INDEX `one` IF NOT EXISTS FOR (n:`CI`) ON EACH [n.`a`, n.`b`]'],
  ] as const)('a %s on %j', (kind, properties, statement) => {
    expect(toCreateStatement({ kind, name: 'one', label: 'CI', properties })).toBe(statement);
  });

  it('a full-text index names all its labels', () => {
    expect(
      toCreateStatement({ kind: 'fulltext', name: 'one', label: 'Rack', otherLabels: ['Team'], properties: ['name'] }),
    ).toBe('CREATE FULLTEXT INDEX `one` IF NOT EXISTS FOR (n:`Rack`|`Team`) ON EACH [n.`name`]');
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

  it.each([
    [['Team', 'Rack'], ['name'], true],
    [['Rack'], ['name'], false],
    [['Rack', 'Team'], ['id'], false],
  ])('on %j(%j) covers name of Rack and Team in any order of the labels: %j', (labelsOrTypes, properties, expected) => {
    const element = {
      kind: 'fulltext',
      name: 'one',
      label: 'Rack',
      otherLabels: ['Team'],
      properties: ['name'],
    } as const;
    expect(isOn(element, { ...range, labelsOrTypes, properties })).toBe(expected);
  });
});
