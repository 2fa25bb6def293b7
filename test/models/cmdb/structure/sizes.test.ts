import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSizes } from '../../../../src/models/cmdb/structure/sizes.ts';

const options = fc.record({
  applications: fc.integer({ min: 1, max: 3_000 }),
  instances: fc.nat(20_000),
  least: fc.integer({ min: 1, max: 3 }),
  most: fc.integer({ min: 1, max: 500 }),
});

/** How many instances the applications have, the largest first. */
function listSizes(given: Parameters<typeof createSizes>[0]): readonly number[] {
  return createSizes(given).steps.flatMap(({ count, weight }) => new Array<number>(count).fill(weight));
}

describe('createSizes', () => {
  it('shares out all instances, the most to the first, and at least one to each where there are enough', () => {
    fc.assert(
      fc.property(options, (given) => {
        const sizes = listSizes(given);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(given.instances);
        expect(sizes).toHaveLength(Math.min(given.applications, given.instances));
        expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
      }),
    );
  });

  it('gives none more than `most`, and each `least`, where that is possible', () => {
    fc.assert(
      fc.property(options, (given) => {
        const { applications, instances, least, most } = given;
        const sizes = listSizes(given);
        if (instances <= applications * most) expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(most);
        if (instances >= applications * least && least <= most)
          expect(Math.min(...sizes)).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('gives a few applications most instances', () => {
    const sizes = listSizes({ applications: 1_000, instances: 3_000, most: 200 });
    expect(sizes[0]).toBeGreaterThan(50);
    expect(sizes[500]).toBeLessThanOrEqual(2);
  });
});
