import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adjacency } from '../../../src/model/link/adjacency.ts';
import { findBusiest } from '../../../src/model/link/find-busiest.ts';
import { createLadder, type LadderStep } from '../../../src/model/link/ladder.ts';
import { boundInDegrees, createWeave, type DegreeClass } from '../../../src/model/link/weave.ts';
import { Stream } from '../../../src/random/stream.ts';
import { expectAnswers } from './expect-answers.ts';

const weave = (degrees: readonly DegreeClass[], steps: readonly LadderStep[], name = 'weave'): Adjacency =>
  createWeave(new Stream(name), { degrees, weights: createLadder(steps) });

describe('createWeave', () => {
  it('gives each source its number of targets, each of them once', () => {
    const links = weave(
      [
        { count: 3, degree: 4 },
        { count: 2, degree: 0 },
        { count: 1, degree: 9 },
      ],
      [{ count: 6, weight: 1 }],
    );
    expect([links.rows, links.sources, links.targets]).toEqual([18, 6, 6]);
    expect([0, 1, 2, 3, 4, 5].map((source) => links.degree('source', source))).toEqual([4, 4, 4, 0, 0, 6]);
    expectAnswers(links);
  });

  it('answers as a list of its rows does, for any degrees and weights', () => {
    const degrees = fc.array(fc.record({ count: fc.nat(12), degree: fc.nat(6) }), { maxLength: 4 });
    const steps = fc.array(fc.record({ count: fc.nat(8), weight: fc.constantFrom(1, 2, 3, 50, 1_000_003) }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(degrees, steps, fc.string(), (classes, list, name) => expectAnswers(weave(classes, list, name))),
      { numRuns: 300 },
    );
  });

  it('gives no target more rows than its bound', () => {
    const degrees = fc.array(fc.record({ count: fc.nat(40), degree: fc.nat(9) }), { maxLength: 4 });
    const steps = fc.array(fc.record({ count: fc.nat(12), weight: fc.constantFrom(1, 2, 3, 7, 50, 1_000_003) }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(degrees, steps, (classes, list) => {
        const weights = createLadder(list);
        const links = createWeave(new Stream('bound'), { degrees: classes, weights });
        const rows = Array.from({ length: links.targets }, (_, target) => links.degree('target', target));
        expect(Math.max(0, ...rows)).toBeLessThanOrEqual(boundInDegrees({ degrees: classes, weights }));
      }),
      { numRuns: 1_000 },
    );
  });

  it('has a close bound where no target is heavy', () => {
    const degrees = [
      { count: 1_000_000, degree: 5 },
      { count: 3_000_000, degree: 1 },
    ];
    const weights = createLadder([
      { count: 10, weight: 50 },
      { count: 100_000, weight: 1 },
    ]);
    const most = createWeave(new Stream('bound'), { degrees, weights }).degree('target', 0);
    expect(boundInDegrees({ degrees, weights }) / most).toBeLessThan(1.01);
  });

  it('answers so at every number of sources and targets up to 60', () => {
    for (let size = 1; size <= 60; size++) {
      const hubs = Math.ceil(size / 10);
      expectAnswers(
        weave(
          [
            { count: hubs, degree: 7 },
            { count: size - hubs, degree: 2 },
          ],
          [
            { count: 1, weight: 90 },
            { count: size, weight: 4 },
          ],
        ),
      );
    }
  });

  it('gives targets rows by weight', () => {
    const links = weave(
      [{ count: 100_000, degree: 3 }],
      [
        { count: 1, weight: 300 },
        { count: 2, weight: 50 },
        { count: 600, weight: 1 },
      ],
    );
    const [hub, first, second, leaf] = [0, 1, 2, 600].map((target) => links.degree('target', target));
    expect(hub).toBe(100_000); // it is heavier than a third of all, so each source takes it once
    expect(Math.abs(first! - second!)).toBeLessThan(2);
    expect(first! / leaf!).toBeCloseTo(50, 0);
    expect(findBusiest(links, 'target')).toBe(0);
  });

  it.each([2 ** 31, 2 ** 32, 2 ** 40])('answers at %i sources', (sources) => {
    const links = weave(
      [
        { count: 1_000, degree: 60 },
        { count: sources, degree: 3 },
      ],
      [
        { count: 1, weight: 2 ** 20 },
        { count: 1_000, weight: 2 ** 10 },
        { count: 2 ** 30, weight: 3 },
      ],
    );
    for (const row of [0, 59_999, 60_000, Math.floor(links.rows / 2), links.rows - 2, links.rows - 1]) {
      const [source, target] = [links.source(row), links.target(row)];
      expect([...links.targetsOf(source)]).toContain(target);
      expect(links.has(source, target)).toBe(true);
    }
    const leaf = links.targets - 5;
    const found = [...links.sourcesOf(leaf)];
    expect(found).toHaveLength(links.degree('target', leaf));
    for (const source of found.slice(0, 50)) expect([...links.targetsOf(source)]).toContain(leaf);
    expect([...links.targetsOf(0)]).toHaveLength(60);
  });

  it('refuses to name the busiest of many equal targets', () => {
    const degrees = [1, 2, 3, 4].map((degree) => ({ count: 100_000, degree }));
    const links = weave(degrees, [{ count: 100_000, weight: 1 }]);
    expect(() => findBusiest(links, 'target')).toThrow('too many have about the same number of rows');
  });

  it('refuses a degree that is not a whole number', () => {
    expect(() => weave([{ count: 1, degree: 1.5 }], [{ count: 1, weight: 1 }])).toThrow('a whole degree, got 1 × 1.5');
  });
});
