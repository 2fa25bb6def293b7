import { describe, expect, it } from 'vitest';
import { anyReference, identity, reference } from '../../../src/model/column/identity.ts';
import { readCell, writeCell } from './cell.ts';

describe('columns of readable ids', () => {
  it.each([0, 7, 123_456, 9_999_999])('write ordinal %i as the id of their own table', (ordinal) => {
    const id = `srv-${String(ordinal).padStart(7, '0')}`;
    expect(writeCell(identity(), ordinal)).toBe(`${id},`);
    expect(readCell(identity(), ordinal)).toBe(id);
  });

  it.each([0, 2 ** 31, 2 ** 32 + 1, 2 ** 40, 2 ** 53 - 1])('write ordinal %i of another table', (ordinal) => {
    const id = `abcdefghijklmnop-${String(ordinal).padStart(16, '0')}`;
    expect(writeCell(reference('Longest'), ordinal)).toBe(`${id},`);
    expect(readCell(reference('Longest'), ordinal)).toBe(id);
  });

  it.each([0, 2 ** 32, 2 ** 53 - 1])('write the node with record number %i', (record) => {
    const id = `abcdefghijklmnop-${String(record).padStart(16, '0')}`;
    expect(writeCell(anyReference(), record)).toBe(`${id},`);
    expect(readCell(anyReference(), record)).toBe(id);
  });
});
