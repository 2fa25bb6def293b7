import { describe, expect, it } from 'vitest';
import { findLimitViolations, type StoreFormat } from '../../../src/lint/rows/store-limits.ts';

const none = { nodes: 0, relationships: 0, properties: 0, labels: {}, types: {} };
const types = (count: number) => ({ types: Object.fromEntries(Array.from({ length: count }, (_, n) => [`T${n}`, 1])) });
const named = (length: number) => 'x'.repeat(length);

function find(counts: object, format?: StoreFormat): readonly string[] {
  return findLimitViolations({ ...none, ...counts }, format).map(({ kind, expected }) => `${kind}: ${expected}`);
}

describe('findLimitViolations', () => {
  it.each([
    [undefined, { nodes: 2 ** 35 }, 'node: at most 34,359,738,368 nodes,'],
    [undefined, { relationships: 2 ** 35 }, 'relationship: at most 34,359,738,368 relationships,'],
    // 2^36 records of four values
    [undefined, { properties: 2 ** 38 }, 'node: at most 274,877,906,944 property values,'],
    ['standard', { nodes: 2 ** 35 }, 'node: at most 34,359,738,368 nodes,'],
    ['high_limit', { relationships: 2 ** 50 }, 'relationship: at most 1,125,899,906,842,624 relationships,'],
    ['high_limit', { properties: 2 ** 52 }, 'node: at most 4,503,599,627,370,496 property values,'],
    [
      'block',
      { nodes: 2 ** 48 },
      'node: at most 281,474,976,710,656 nodes, which is what the store format block holds',
    ],
  ] as const)('in format %s, accepts %o and refuses one more', (format, counts, expected) => {
    expect(find(counts, format)).toEqual([]);
    const [name, count] = Object.entries(counts)[0]!;
    expect(find({ [name]: count + 1 }, format)).toEqual([expect.stringContaining(expected)]);
  });

  it.each(['properties', 'strings', 'arrays'] as const)('knows the end of the store of %s', (store) => {
    const records = { properties: 0, strings: 0, arrays: 0 };
    expect(findLimitViolations(none, 'aligned', { ...records, [store]: 2 ** 36 })).toEqual([]);
    expect(findLimitViolations(none, 'block', { ...records, [store]: 2 ** 40 })).toEqual([]);
    expect(findLimitViolations(none, 'aligned', { ...records, [store]: 2 ** 36 + 1 })).toMatchObject([
      {
        expected: expect.stringMatching(/^at most 68,719,476,736 (property|string|array) records, which/),
        found: 'about 68,719,476,737',
        remedy: 'Make the graph smaller, or import it into Neo4j Enterprise with --format=block.',
      },
    ]);
  });

  it('knows no limit of relationships and properties in format block', () => {
    expect(find({ relationships: 2 ** 52, properties: 2 ** 52 }, 'block')).toEqual([]);
  });

  it('allows more relationship types in the formats of Enterprise', () => {
    const many = types(2 ** 16 + 1);
    expect(find(many)).toEqual([expect.stringContaining('relationship: at most 65,536 relationship types,')]);
    const slow = ['relationship: at most 20,000 different relationship types'];
    expect([find(many, 'high_limit'), find(many, 'block')]).toEqual([slow, slow]);
  });

  it('limits the names of labels and types in format block', () => {
    const names = (length: number) => ({ labels: { [named(length)]: 1 }, types: { [named(length)]: 1 } });
    expect([find(names(16_383), 'block'), find(names(16_384))]).toEqual([[], []]);
    expect(find(names(16_384), 'block')).toEqual([
      expect.stringContaining('node: at most 16,383 characters in a label,'),
      expect.stringContaining('relationship: at most 16,383 characters in a type,'),
    ]);
  });
});
