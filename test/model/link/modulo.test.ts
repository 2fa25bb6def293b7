import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBusiest } from '../../../src/model/link/find-busiest.ts';
import { createModulo } from '../../../src/model/link/modulo.ts';
import { expectAnswers } from './expect-answers.ts';

describe('createModulo', () => {
  it('gives each source its target in turn', () => {
    const links = createModulo({ sources: 7, targets: 3, block: 2, factor: 2 });
    expect([0, 1, 2, 3, 4, 5, 6].map((source) => links.target(source))).toEqual([0, 0, 2, 2, 1, 1, 0]);
    expect([...links.sourcesOf(0)]).toEqual([0, 1, 6]);
  });

  it('answers as a list of its rows does', () => {
    const options = fc.record({
      sources: fc.nat(60),
      targets: fc.integer({ min: 1, max: 12 }),
      block: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(options, fc.constantFrom(1, 13, 10_007), (sizes, factor) =>
        expectAnswers(createModulo({ ...sizes, factor })),
      ),
    );
  });

  it('is exact beyond 2^53', () => {
    const links = createModulo({ sources: 2 ** 45, targets: 2 ** 40 + 1, factor: 2 ** 39 + 7 });
    for (const source of [0, 2 ** 31, 2 ** 32, 2 ** 45 - 1]) {
      expect(links.target(source)).toBe(Number((BigInt(source) * (2n ** 39n + 7n)) % (2n ** 40n + 1n)));
      expect([...links.sourcesOf(links.target(source))]).toContain(source);
    }
    expect(links.degree('target', findBusiest(links, 'target')!)).toBe(32);
  });

  it.each([
    [{ sources: 1, targets: 0 }, 'Expected `targets` to be a whole number from 1 up, got `0`'],
    [{ sources: 1.5, targets: 1 }, 'Expected `sources` to be a whole number from 0 up, got `1.5`'],
    [{ sources: 9, targets: 6, factor: 4 }, 'Expected the factor to have no divisor in common with 6 targets, got `4`'],
  ])('refuses %o', (options, message) => {
    expect(() => createModulo(options)).toThrow(message);
  });
});
