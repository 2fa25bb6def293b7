import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { identity } from '../../src/model/column/identity.ts';
import { integer } from '../../src/model/column/integer.ts';
import type { Columns } from '../../src/model/columns.ts';
import { defineNode, defineRelationship } from '../../src/model/definition.ts';

function defineThing(change: { prefix?: string; digits?: number; columns?: Columns }) {
  const { prefix = 'thing', digits = 3, columns = { id: identity() } } = change;
  return defineNode({
    label: 'Thing',
    id: { prefix, digits },
    columns,
    count: () => 1,
    rows: () => () => {},
  });
}

describe('defineNode', () => {
  it('returns the label, id, columns, count and rows', () => {
    const node = defineThing({});
    expect(node).toMatchObject({ label: 'Thing', id: { prefix: 'thing', digits: 3 } });
    expect(Object.keys(node.columns)).toEqual(['id']);
    expect(node.count(5, [])).toBe(1);
  });

  it.each<[string, Parameters<typeof defineThing>[0], RegExp]>([
    ['a first column other than id', { columns: { size: integer(), id: identity() } }, /first column of Thing.*`id`/],
    ['a table without columns', { columns: {} }, /first column of Thing/],
    ['a column name with a colon', { columns: { id: identity(), 'a:b': integer() } }, /columns of Thing.*got `a:b`$/],
    ['a column name with a comma', { columns: { id: identity(), 'a,b': integer() } }, /got `a,b`$/],
    ['a column name of digits', { columns: { id: identity(), '7': integer() } }, /got `7`$/],
    ['a column named ends', { columns: { id: identity(), ends: integer() } }, /got `ends`$/],
    ['a prefix with a comma', { prefix: 'a,b' }, /id prefix of Thing.*got `a,b`$/],
    ['a prefix that a spreadsheet takes for a formula', { prefix: '=x' }, /got `=x`$/],
    ['an empty prefix', { prefix: '' }, /got ``$/],
    ['a prefix that is too long', { prefix: 'a'.repeat(17) }, /1 to 16 lowercase letters/],
    ['no digits', { digits: 0 }, /1 to 16 digits, got `0`$/],
    ['more digits than a number has', { digits: 17 }, /got `17`$/],
    ['half a digit', { digits: 2.5 }, /got `2.5`$/],
  ])('refuses %s', (_, change, message) => {
    expect(() => defineThing(change)).toThrow(BulkgenError);
    expect(() => defineThing(change)).toThrow(message);
  });
});

describe('defineRelationship', () => {
  it.each(['ends', 'a b', ''])('refuses a column named `%s`', (name) => {
    const columns: Columns = { [name]: integer() };
    const rows = () => ({ count: 0, row: () => {} });
    expect(() => defineRelationship({ type: 'LIKES', columns, rows })).toThrow(
      `Expected the columns of LIKES to be letters, digits and underscores, and not \`ends\`, \`startId\` or \`endId\`, got \`${name}\``,
    );
  });
});
