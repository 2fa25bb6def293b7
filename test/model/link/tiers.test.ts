import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degrees, exactly } from '../../../src/model/link/out-degrees.ts';
import { createTiers } from '../../../src/model/link/tiers.ts';
import { powerLaw, uniform } from '../../../src/model/link/weights.ts';
import { Stream } from '../../../src/random/stream.ts';
import { expectAnswers } from './expect-answers.ts';

const stream = new Stream('tiers');

describe('createTiers', () => {
  it('answers as a list of its rows does', () => {
    const counts = fc.array(fc.nat(12), { maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.nat(4), (list, degree) =>
        expectAnswers(createTiers(stream, { counts: list, degrees: exactly(degree), weights: uniform() })),
      ),
    );
  });

  it('connects each node to nodes of lower tiers only', () => {
    const counts = [30, 200, 500, 1_000];
    const links = createTiers(stream, {
      counts,
      degrees: degrees({ p50: 3, p90: 9 }),
      weights: powerLaw({ top: 0.05 }),
    });
    const starts = [0, 30, 230, 730];
    for (let row = 0; row < links.rows; row++) {
      const tier = starts.findLastIndex((start) => start <= links.source(row));
      expect(links.target(row)).toBeLessThan(starts[tier]!);
    }
    expect(links.degree('source', 29)).toBe(0);
    expect(links.degree('source', 30)).toBeGreaterThan(0);
  });

  it('draws each tier by itself', () => {
    const links = createTiers(stream, { counts: [50, 50, 50], degrees: exactly(1), weights: uniform() });
    const targets = (first: number): readonly number[] =>
      Array.from({ length: 50 }, (_, index) => [...links.targetsOf(first + index)][0]! % 50);
    expect(targets(100)).not.toEqual(targets(50));
  });

  it('has the same rows on every machine', () => {
    const shape = { degrees: degrees({ p50: 3, p90: 9 }), weights: powerLaw({ exponent: 2.3, top: 0.02 }) };
    const links = createTiers(stream, { counts: [1_000, 5_000, 9_000], ...shape });
    const rows = Array.from({ length: links.rows }, (_, row) => `${links.source(row)} ${links.target(row)}\n`);
    expect(createHash('sha256').update(rows.join('')).digest('hex')).toBe(
      '62c14adb355d5939d72f293ecf9a80c8e894fb525787ca4c7b0b485ce44f1603',
    );
  });

  it('refuses a count that is not a whole number', () => {
    expect(() => createTiers(stream, { counts: [1.5], degrees: exactly(1), weights: uniform() })).toThrow(
      'Expected the count of a tier to be a whole number, got `1.5`',
    );
  });
});
