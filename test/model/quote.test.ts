import { describe, expect, it } from 'vitest';
import { quoteCell } from '../../src/model/quote.ts';

describe('quoteCell', () => {
  it.each([
    ['plain', 'plain'],
    ['', '""'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\rlines', '"two\rlines"'],
    ['a|b', '"a|b"'],
    ['a;b', 'a;b'],
    [' spaces ', ' spaces '],
    ["it's", "it's"],
  ])('makes %j the cell %j', (text, cell) => {
    expect(quoteCell(text)).toBe(cell);
  });
});
