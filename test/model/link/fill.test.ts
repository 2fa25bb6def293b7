import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFill, type FillOptions } from '../../../src/model/link/fill.ts';
import { expectAnswers } from './expect-answers.ts';

const sizes = fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }).filter((list) => list.some((size) => size > 0));

describe('createFill', () => {
  it('answers as a list of its rows does', () => {
    const options = fc.record({ sources: fc.nat(80), targets: fc.nat(30) });
    fc.assert(
      fc.property(options, sizes, (counts, list) => {
        const isEmpty = list.slice(0, counts.targets).every((size) => size === 0);
        if (!isEmpty) expectAnswers(createFill({ ...counts, sizes: list }));
      }),
    );
  });

  it('uses the targets in order, by their sizes', () => {
    const links = createFill({ sources: 12, targets: 4, sizes: [3, 1, 2] });
    const counts = [0, 1, 2, 3].map((target) => links.degree('target', target));
    expect(counts).toEqual([4, 1, 3, 4]);
    expect(Array.from({ length: 5 }, (_, target) => links.first(target))).toEqual([0, 4, 5, 8, 12]);
    expect([...links.sourcesOf(2)]).toEqual([5, 6, 7]);
  });

  it('gives every target the same, within one', () => {
    const links = createFill({ sources: 1_000, targets: 7 });
    const counts = Array.from({ length: 7 }, (_, target) => links.degree('target', target));
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('has no rows without targets', () => {
    expect(createFill({ sources: 5, targets: 0 })).toMatchObject({ rows: 0, sources: 0, targets: 0 });
  });

  it('finds the target of a source among billions, also out of order', () => {
    const links = createFill({ sources: 2 ** 40, targets: 2 ** 33 + 5, sizes: [17, 18, 13, 8] });
    const sources = fc.integer({ min: 0, max: 2 ** 40 - 1 });
    fc.assert(
      fc.property(sources, (source) => {
        const target = links.target(source);
        expect(links.first(target)).toBeLessThanOrEqual(source);
        expect(links.first(target + 1)).toBeGreaterThan(source);
      }),
    );
    expect(links.target(2 ** 40 - 1)).toBe(2 ** 33 + 4);
  });

  it.each<[FillOptions, string]>([
    [{ sources: 1.5, targets: 1 }, 'Expected `sources` of a fill to be a whole number from 0 up, got `1.5`'],
    [{ sources: 1, targets: -1 }, 'Expected `targets` of a fill to be a whole number from 0 up, got `-1`'],
    [{ sources: 1, targets: 1, sizes: [0.5] }, 'of a fill to be a whole number from 0 up, got `0.5`'],
    [{ sources: 1, targets: 2, sizes: [0, 0] }, 'Expected the sizes of a fill to have a sum above 0, got 0'],
    [{ sources: 1, targets: 2, sizes: [100_001] }, 'Expected the sizes of a fill to have a sum of at most 100,000'],
  ])('refuses %o', (options, message) => {
    expect(() => createFill(options)).toThrow(message);
  });
});
