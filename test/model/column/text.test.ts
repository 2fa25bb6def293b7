import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteCell, text } from '../../../src/model/column/text.ts';
import { formatWithFastCsv, parseWithFastCsv, readCell, writeCell } from './cell.ts';

describe('text', () => {
  it.each([
    ['plain', 'plain,'],
    ['a,b', '"a,b",'],
    ['say "hi"', '"say ""hi""",'],
    ['a\r\nb', '"a\r\nb",'],
    ['06:00–22:00', '06:00–22:00,'],
    ['😀', '😀,'],
    [' outer ', ' outer ,'],
  ])('writes %j as the cell %j', (value, cell) => {
    expect(writeCell(text(40), value)).toBe(cell);
  });

  describe('differs from fast-csv', () => {
    it('by quoting the empty string, because the importer reads a bare empty cell as null', async () => {
      expect(await formatWithFastCsv('')).toBe(',');
      expect(writeCell(text(40), '')).toBe('"",');
      expect(await parseWithFastCsv('"",')).toBe('');
      expect(readCell(text(40), '')).toBe('');
    });

    it('by keeping a NUL', async () => {
      expect(await formatWithFastCsv('a\0b')).toBe('ab,');
      expect(writeCell(text(40), 'a\0b')).toBe('a\0b,');
      expect(readCell(text(40), 'a\0b')).toBe('a\0b');
    });
  });

  it('writes half of a surrogate pair as the replacement character, like any UTF-8 encoder', () => {
    expect(writeCell(text(40), 'a\ud83d')).toBe('a\ufffd,');
    expect(writeCell(text(40), '\ude00"')).toBe('"\ufffd""",');
  });

  it('never writes more than `maxBytes`, whatever the text', () => {
    const units = fc.oneof(
      fc.constantFrom('"', '\uffff', '€', '\ud800', '\n', 'a', '\0'),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    );
    fc.assert(
      fc.property(fc.nat(30), fc.array(units, { maxLength: 30 }), (maxLength, list) => {
        const value = list.slice(0, maxLength).join('');
        // The writer's own bound is asserted where the cell is written.
        expect(Buffer.from(readCell(text(maxLength), value) as string).toString()).toBe(Buffer.from(value).toString());
        writeCell(text(maxLength), value);
      }),
    );
  });

  it.each(['"', '€', '\uffff', '\r'])('has room for the longest text of %j alone', (unit) => {
    expect(writeCell(text(50), unit.repeat(50)).length).toBeGreaterThan(50);
  });

  it('refuses a text that is too long, and names it', () => {
    expect(() => writeCell(text(3), 'four')).toThrow(
      'Expected at most 3 characters, got the text `four` of 4 characters',
    );
  });
});
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
