import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClassSize, countClasses } from '../../../src/models/cmdb/ci-class.ts';
import { classes } from '../../../src/models/cmdb/classes.ts';

/** Says what is wrong with the counts of a scale, if anything. */
function findFault(scale: number): string | undefined {
  const counts = Object.values(countClasses(classes, scale));
  if (counts.length !== classes.length) return `${scale} has ${counts.length} classes`;
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= (scale >= classes.length ? 1 : 0))) {
    return `${scale} has ${counts.join()}`;
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  return sum === scale ? undefined : `${scale} has the sum ${sum}`;
}

describe('countClasses', () => {
  it.each([
    [1, { Site: 0, Machine: 1, Database: 0, Service: 0 }],
    [3, { Site: 1, Machine: 1, Database: 0, Service: 1 }],
    [4, { Site: 1, Machine: 1, Database: 1, Service: 1 }],
    [5, { Site: 1, Machine: 2, Database: 1, Service: 1 }],
    [49, { Site: 1, Machine: 34, Database: 4, Service: 10 }],
    [50, { Site: 2, Machine: 34, Database: 4, Service: 10 }],
    [10_000, { Site: 8, Machine: 7_194, Database: 800, Service: 1_998 }],
  ])('divides a scale of %i by precedence, then by share', (scale, counts) => {
    const sizes: readonly ClassSize[] = [
      { label: 'Site', share: { rootDivisor: 16 }, precedence: 2 },
      { label: 'Machine', share: 'rest', precedence: 1 },
      { label: 'Database', share: 800, precedence: 4 },
      { label: 'Service', share: 2_000, precedence: 3 },
    ];
    expect(countClasses(sizes, scale)).toEqual(counts);
  });
});

describe('the classes of the CMDB', () => {
  it('add up to the scale exactly, each with at least one CI where there are enough, for every scale to 3,000', () => {
    const faults = Array.from({ length: 3_000 }, (_, n) => findFault(n + 1)).filter((fault) => fault !== undefined);
    expect(faults).toEqual([]);
  });

  it('add up to the scale exactly for any scale to 2^40', () => {
    const scales = fc.integer({ min: 1, max: 2 ** 40 });
    fc.assert(
      fc.property(scales, (scale) => {
        expect(findFault(scale)).toBeUndefined();
      }),
    );
    for (const scale of [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 40 - 1, 2 ** 40]) {
      expect(findFault(scale)).toBeUndefined();
    }
  });

  it('have one precedence each, from 1 without a gap', () => {
    const precedences = classes.map(({ precedence }) => precedence).sort((a, b) => a - b);
    expect(precedences).toEqual(classes.map((_, index) => index + 1));
  });

  it('leave a rest for the one class that takes it', () => {
    expect(classes.filter(({ share }) => share === 'rest')).toHaveLength(1);
    const shared = classes.reduce((sum, { share }) => sum + (typeof share === 'number' ? share : 0), 0);
    expect(shared).toBeLessThan(10_000);
  });
});
