import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countClasses } from '../../../src/models/cmdb/class-counts.ts';

/** What is wrong with the counts of a scale, if anything. */
function findFault(scale: number): string | undefined {
  const counts = Object.values(countClasses(scale));
  if (counts.length !== 11) return `${scale} has ${counts.length} classes`;
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= (scale >= 11 ? 1 : 0))) {
    return `${scale} has ${counts.join()}`;
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  return sum === scale ? undefined : `${scale} has the sum ${sum}`;
}

describe('countClasses', () => {
  it('adds up to the scale exactly, each class with at least one from 11 on, for every scale to 3,000', () => {
    const faults = Array.from({ length: 3_000 }, (_, n) => findFault(n + 1)).filter((fault) => fault !== undefined);
    expect(faults).toEqual([]);
  });

  it('adds up to the scale exactly for any scale to 2^40', () => {
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

  it.each([
    [1, { Server: 1, DataCenter: 0, Region: 0 }],
    [2, { Server: 1, DataCenter: 1, Region: 0 }],
    [3, { Server: 1, DataCenter: 1, Region: 1, NetworkDevice: 0 }],
    [11, { Server: 1, DataCenter: 1, MobileBackend: 1, BusinessService: 1 }],
    [1_000, { Region: 2, DataCenter: 3, NetworkDevice: 40, Server: 380, Database: 79, Microservice: 198 }],
    [10_000, { Region: 3, DataCenter: 8, NetworkDevice: 400, Server: 3_796, Microservice: 1_997 }],
    [500_000, { Region: 13, DataCenter: 46, NetworkDevice: 19_998, Server: 189_979, Microservice: 99_987 }],
  ])('knows what a scale of %i has', (scale, counts) => {
    expect(countClasses(scale)).toMatchObject(counts);
  });
});
