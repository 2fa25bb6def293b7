import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatchText, writeBatchText } from '../../src/load/batch-text.ts';
import { quoteCell } from '../../src/model/column/text.ts';

/** The cells of a batch's text, as Cypher's `split` gives them. */
function convert(csv: string): readonly (readonly string[])[] | { row: number; cell: number } {
  const bytes = new TextEncoder().encode(csv);
  const out = { bytes: new Uint8Array(2 * bytes.length), length: 0 };
  const unusable = writeBatchText(bytes, bytes.length, out);
  if (unusable) return unusable;
  return readBatchText(out)
    .split('\u001e')
    .map((row) => row.split('\u001f'));
}

describe('the text of a batch', () => {
  it('has the cells of the CSV without their quotes', () => {
    expect(convert('1,plain,"a ""word"", two\nlines",é€😀\n2,"""",x,"y"\n')).toEqual([
      ['1', 'plain', 'a "word", two\nlines', 'é€😀'],
      ['2', '"', 'x', 'y'],
    ]);
  });

  it('distinguishes an empty cell, which is null, from an empty string', () => {
    expect(convert(',"",x\n"",x,\n')).toEqual([
      ['\u001d', '', 'x'],
      ['', 'x', '\u001d'],
    ]);
  });

  it('has any text that holds no separator', () => {
    const isSeparator = (sign: string): boolean => sign >= '\u001d' && sign <= '\u001f';
    const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => ![...value].some(isSeparator));
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const csv = rows.map((row) => `${row.map(quoteCell).join()}\n`).join('');
        expect(convert(csv)).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['\u001d', '\u001e', '\u001f'])('refuses the separator %j in a cell, and says in which', (sign) => {
    expect(convert(`a,b\nc,x${sign}\n`)).toEqual({ row: 1, cell: 1 });
    expect(convert(`a,b\n"${sign}",d\n`)).toEqual({ row: 1, cell: 0 });
  });
});
