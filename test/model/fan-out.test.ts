import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFanOut } from '../../src/model/fan-out.ts';

/** What the arithmetic must answer, by counting. */
function listRows(degrees: readonly number[], sources: number): [source: number, slot: number][] {
  return Array.from({ length: sources }, (_, source) => source).flatMap((source) =>
    Array.from({ length: degrees[source % degrees.length]! }, (_, slot): [number, number] => [source, slot]),
  );
}

describe('createFanOut', () => {
  it('gives each source as many rows as the list of degrees says, in order', () => {
    const fanOut = createFanOut([2, 0, 1], 5);
    const rows = Array.from({ length: fanOut.rows }, (_, row) => [fanOut.source(row), fanOut.slot(row)]);
    expect(rows).toEqual([
      [0, 0],
      [0, 1],
      [2, 0],
      [3, 0],
      [3, 1],
    ]);
  });

  it('agrees with a count for any degrees and any number of sources', () => {
    const degrees = fc.array(fc.nat(4), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(degrees, fc.nat(40), (list, sources) => {
        const fanOut = createFanOut(list, sources);
        const rows = Array.from({ length: fanOut.rows }, (_, row) => [fanOut.source(row), fanOut.slot(row)]);
        expect(rows).toEqual(listRows(list, sources));
        for (const [source] of rows) expect(fanOut.degree(source!)).toBe(list[source! % list.length]);
        for (let source = 0; source <= sources; source++)
          expect(fanOut.firstRow(source)).toBe(listRows(list, source).length);
      }),
    );
  });

  it('stays exact beyond 2^32 rows', () => {
    const fanOut = createFanOut([1, 1, 1, 2], 2 ** 40);
    expect(fanOut.rows).toBe(5 * 2 ** 38);
    expect([fanOut.rows - 2, fanOut.rows - 1].map((row) => [fanOut.source(row), fanOut.slot(row)])).toEqual([
      [2 ** 40 - 1, 0],
      [2 ** 40 - 1, 1],
    ]);
  });

  it('takes a long list of degrees', () => {
    const fanOut = createFanOut(
      Array.from({ length: 300_000 }, (_, source) => source % 3),
      300_000,
    );
    expect([fanOut.rows, fanOut.source(299_999), fanOut.firstRow(299_999)]).toEqual([300_000, 299_999, 299_998]);
  });

  it.each([
    [[1, -1], 'Expected degrees to be whole numbers, got `-1`'],
    [[0.5], 'Expected degrees to be whole numbers, got `0.5`'],
    [[9_999_999, 2], 'Expected the sum of degrees to be at most 10,000,000, got `10000001`'],
  ])('refuses %j', (degrees, message) => {
    expect(() => createFanOut(degrees, 2)).toThrow(message);
  });

  it('has no rows without sources', () => {
    expect(createFanOut([1, 2], 0).rows).toBe(0);
  });
});
