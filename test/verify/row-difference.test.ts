import { describe, expect, it } from 'vitest';
import type { Properties } from '../../src/model/value.ts';
import { findPropertyDifference, rowsDiffer } from '../../src/verify/row-difference.ts';

describe('the difference between two rows', () => {
  it.each<[string, Properties, Record<string, unknown>, string, string]>([
    ['another value', { cores: 4n }, { cores: 8n }, 'INTEGER `4`', 'INTEGER `8`'],
    ['another type', { cores: 4n }, { cores: 4 }, 'INTEGER `4`', 'FLOAT `4.0`'],
    ['a property without a value', { name: 'a' }, {}, 'STRING `a`', 'none'],
    ['an empty text for none', { name: null }, { name: '' }, 'none', 'STRING ``'],
    ['a property that no column has', {}, { colour: 'red' }, 'none', 'STRING `red`'],
    ['other words', { tags: ['a'] }, { tags: ['a', 'b'] }, 'LIST `["a"]`', 'LIST `["a","b"]`'],
  ])('is named: %s', (_, ...[must, is, expected, found]) => {
    expect(findPropertyDifference(must, is)).toMatchObject({ expected, found });
  });

  it('is none where only the order of properties differs, or one is none in both', () => {
    expect(findPropertyDifference({ a: 1n, b: true, c: null }, { b: true, a: 1n })).toBeUndefined();
  });

  it('makes an error that names row, property, expected and found', () => {
    const difference = findPropertyDifference({ cores: 4n }, { cores: 8n })!;
    expect(rowsDiffer('Server `srv-0000001`', difference)).toMatchObject({
      code: 'rows-differ',
      exitCode: 3,
      message: 'Expected property `cores` of Server `srv-0000001` to be INTEGER `4`, got INTEGER `8`',
    });
  });
});
