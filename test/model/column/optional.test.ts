import { describe, expect, it } from 'vitest';
import { ByteBuffer } from '../../../src/model/byte-buffer.ts';
import { date } from '../../../src/model/column/date.ts';
import { optional } from '../../../src/model/column/optional.ts';
import { text } from '../../../src/model/column/text.ts';
import { context, readCell, writeCell } from './cell.ts';

describe('optional', () => {
  it('writes null as an empty cell and any value as the column does', () => {
    expect(writeCell(optional(date()), null)).toBe(',');
    expect(writeCell(optional(date()), 0)).toBe('1970-01-01,');
    expect(readCell(optional(date()), null)).toBeNull();
    expect(readCell(optional(date()), 0)).toEqual({ kind: 'date', day: 0 });
  });

  it('distinguishes null from the empty string', () => {
    expect(writeCell(optional(text(5)), null)).toBe(',');
    expect(writeCell(optional(text(5)), '')).toBe('"",');
  });

  it('keeps the types of the column and says that it is optional', () => {
    expect(optional(date())).toMatchObject({ headerType: 'date', valueType: { cypherType: 'DATE' }, optional: true });
  });

  it('counts the cells that it leaves empty', () => {
    const out = new ByteBuffer(100);
    const write = optional(text(5)).writer(out, context);
    for (const value of ['a', null, '', null]) write(value);
    expect(out.nulls).toBe(2);
  });
});
