import { describe, expect, it } from 'vitest';
import type { Properties } from '../../../src/model/value.ts';
import { findPropertyDifference, rowsDiffer } from '../../../src/verify/database/row-difference.ts';

describe('findPropertyDifference', () => {
  it.each<[string, Properties, Record<string, unknown>, string, string]>([
    ['a different value', { cores: 4n }, { cores: 8n }, 'INTEGER `4`', 'INTEGER `8`'],
    ['a different type', { cores: 4n }, { cores: 4 }, 'INTEGER `4`', 'FLOAT `4.0`'],
    ['a property without a value', { name: 'a' }, {}, 'STRING `a`', 'none'],
    ['an empty text in place of no value', { name: null }, { name: '' }, 'none', 'STRING ``'],
    ['a property that no column has', {}, { colour: 'red' }, 'none', 'STRING `red`'],
    ['a different list', { tags: ['a'] }, { tags: ['a', 'b'] }, 'LIST `["a"]`', 'LIST `["a","b"]`'],
  ])('reports %s', (_, ...[expectedRow, foundRow, expected, found]) => {
    expect(findPropertyDifference(expectedRow, foundRow)).toMatchObject({ expected, found });
  });

  it('ignores the order of properties, and a property without a value in both rows', () => {
    expect(findPropertyDifference({ a: 1n, b: true, c: null }, { b: true, a: 1n })).toBeUndefined();
  });

  it('gives an error that names the row, the property and both values', () => {
    const difference = findPropertyDifference({ cores: 4n }, { cores: 8n })!;
    expect(rowsDiffer('Server `srv-0000001`', difference)).toMatchObject({
      code: 'rows-differ',
      exitCode: 3,
      message: 'Expected property `cores` of Server `srv-0000001` to be INTEGER `4`, got INTEGER `8`',
    });
  });
});
