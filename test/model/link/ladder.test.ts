import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLadder } from '../../../src/model/link/ladder.ts';

describe('createLadder', () => {
  it('covers each position with the rank whose weight it is, as a list does', () => {
    const steps = fc.array(fc.record({ count: fc.nat(6), weight: fc.integer({ min: 1, max: 30 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (list) => {
        const weights = list.flatMap(({ count, weight }) => new Array<number>(count).fill(weight));
        const ranks = weights.flatMap((weight, rank) => new Array<number>(weight).fill(rank));
        const ladder = createLadder(list);
        expect([ladder.size, ladder.total]).toEqual([weights.length, ranks.length]);
        expect(ranks.map((_, position) => ladder.rankAt(position))).toEqual(ranks);
        expect(weights.map((_, rank) => ladder.weight(rank))).toEqual(weights);
        expect([...weights, 0].map((_, rank) => ladder.start(rank))).toEqual(
          [...weights, 0].map((_, rank) => weights.slice(0, rank).reduce((sum, weight) => sum + weight, 0)),
        );
      }),
    );
  });

  it('is exact where weights add up to nearly 2^53', () => {
    const ladder = createLadder([
      { count: 3, weight: 2 ** 51 },
      { count: 2 ** 20, weight: 2 ** 30 },
      { count: 2 ** 50 - 1, weight: 1 },
    ]);
    for (const rank of [0, 2, 3, 4, 2 ** 20 + 2, 2 ** 20 + 3, ladder.size - 1]) {
      expect(ladder.rankAt(ladder.start(rank))).toBe(rank);
      expect(ladder.rankAt(ladder.start(rank + 1) - 1)).toBe(rank);
    }
    expect(ladder.start(ladder.size)).toBe(ladder.total);
  });

  it.each([
    [{ count: 1, weight: 0 }, '1 × 0'],
    [{ count: 1.5, weight: 1 }, '1.5 × 1'],
    [{ count: -1, weight: 1 }, '-1 × 1'],
  ])('refuses the step %o', (step, found) => {
    expect(() => createLadder([step])).toThrow(`a whole weight from 1 up, got ${found}`);
  });

  it('refuses weights whose sum is not exact', () => {
    expect(() => createLadder([{ count: 2 ** 30, weight: 2 ** 30 }])).toThrow('at most 2^53');
  });
});
