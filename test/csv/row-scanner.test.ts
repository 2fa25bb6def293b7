import fc from 'fast-check';
import { writeToString } from 'fast-csv';
import { describe, expect, it } from 'vitest';
import { RowScanner } from '../../src/csv/row-scanner.ts';

/** All rows of a text as texts, read from the bytes before `end` alone. */
function scan(text: string, mostCells: number, end?: number) {
  const bytes = Buffer.from(text).subarray(0, end);
  const scanner = new RowScanner(mostCells);
  const rows: string[][] = [];
  const misquoted: number[] = [];
  let position = 0;
  for (let next = scanner.read(bytes, 0); next >= 0; next = scanner.read(bytes, position)) {
    const cell = (n: number) => bytes.subarray(scanner.starts[n], scanner.ends[n]).toString().replaceAll('""', '"');
    rows.push(Array.from({ length: Math.min(scanner.cells, mostCells) }, (_, n) => cell(n)));
    misquoted.push(scanner.misquoted);
    position = next;
  }
  return { rows, misquoted, position };
}

describe('RowScanner', () => {
  it('reads back what fast-csv writes, and stops before an incomplete row', async () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a",\n\r;|]{0,6}$/));
    const rows = fc.array(
      fc.array(
        cell.map((text) => text.replaceAll('\0', '')),
        { minLength: 2, maxLength: 5 },
      ),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), async (expected, cut) => {
        // A first cell that is a pair would be taken for a header by fast-csv; texts never are.
        const text = await writeToString(expected, { includeEndRowDelimiter: true });
        expect(scan(text, 5).rows).toEqual(expected);
        const end = cut % Buffer.byteLength(text);
        const head = scan(text, 5, end);
        expect(head.rows).toEqual(expected.slice(0, head.rows.length));
        expect(head.position).toBeLessThanOrEqual(end);
      }),
    );
  });

  it.each([
    ['a"b,c\n', 0],
    ['a,"b"c\n', 1],
    ['a,"b" \n', 1],
    ['a,b\rc\n', 1],
    ['a,"b"\n', -1],
    ['"a""b","",c\n', -1],
    ['"a,\nb",c\n', -1],
  ])('reports where %j is misquoted: cell %i', (text, cell) => {
    expect(scan(text, 3).misquoted).toEqual([cell]);
  });

  it('counts cells beyond the most that it keeps', () => {
    const scanner = new RowScanner(2);
    expect(scanner.read(Buffer.from('1,2,3,4\n'), 0)).toBe(8);
    expect(scanner.cells).toBe(4);
  });

  it.each(['', 'a', 'a,b', '"a\n', '"a"', '"a""'])('waits for the rest of %j', (text) => {
    expect(scan(text, 3)).toEqual({ rows: [], misquoted: [], position: 0 });
  });
});
