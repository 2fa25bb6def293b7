import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindModel } from '../../../src/model/graph.ts';
import { createFan } from '../../../src/model/link/fan.ts';
import { findBusiest } from '../../../src/model/link/find-busiest.ts';
import { link } from '../../../src/model/link/link.ts';
import { shuffleLinks } from '../../../src/model/link/shuffle.ts';
import { defineModel } from '../../../src/model/model.ts';
import { node } from '../../../src/model/node.ts';
import { Stream } from '../../../src/random/stream.ts';
import { expectAnswers } from './expect-answers.ts';

const shape = fc.array(fc.nat(5), { minLength: 1, maxLength: 7 });

/** The sources of every target, by a list of all rows. */
function listSources(degrees: readonly number[], sources: number, targets: number): number[][] {
  const sourcesOf = Array.from({ length: targets }, (): number[] => []);
  let row = 0;
  for (let source = 0; source < sources; source++)
    for (let slot = 0; slot < Math.min(targets, degrees[source % degrees.length]!); slot++)
      sourcesOf[row++ % targets]!.push(source);
  return sourcesOf;
}

describe('createFan', () => {
  it('gives each source neighbours, as many as the list says', () => {
    const links = createFan({ sources: 4, targets: 5, degrees: [2, 0, 3] });
    expect([0, 1, 2, 3].map((source) => [...links.targetsOf(source)])).toEqual([[0, 1], [], [2, 3, 4], [0, 1]]);
    expect([...links.sourcesOf(1)]).toEqual([0, 3]);
  });

  it('gives each target one source where there are as many targets as rows', () => {
    const links = createFan({ sources: 300, targets: 600, degrees: [1, 2, 3] });
    for (let target = 0; target < 600; target++) expect(links.degree('target', target)).toBe(1);
  });

  it('answers as a list of its rows does', () => {
    const sizes = fc.record({ sources: fc.nat(60), targets: fc.nat(12), degrees: shape });
    fc.assert(fc.property(sizes, (options) => expectAnswers(createFan(options))));
  });

  it('answers as a list of its rows does when its nodes are shuffled', () => {
    const sizes = fc.record({ sources: fc.nat(40), targets: fc.integer({ min: 1, max: 12 }), degrees: shape });
    fc.assert(
      fc.property(sizes, fc.boolean(), (options, isOneKind) => {
        const count = Math.max(options.sources, options.targets);
        const links = createFan(isOneKind ? { ...options, sources: count, targets: count } : options);
        expectAnswers(shuffleLinks(new Stream('test'), { links, isOneKind }));
      }),
    );
  });

  it('finds the sources of every target at every size up to 300, and at 10,000 and 100,000', () => {
    const sizes = [...Array.from({ length: 300 }, (_, index) => index + 1), 10_000, 100_000];
    const shapes = [[1], [0, 2], [3, 0, 1, 5], fc.sample(shape, { numRuns: 1, seed: 7 })[0]!];
    for (const [index, sources] of sizes.entries()) {
      const degrees = shapes[index % shapes.length]!;
      const targets = 1 + ((sources * 7) % (sources + 3));
      const links = createFan({ sources, targets, degrees });
      for (const [target, expected] of listSources(degrees, sources, targets).entries()) {
        const found = [...links.sourcesOf(target)];
        if (found.join() !== expected.join() || links.degree('target', target) !== found.length)
          expect({ sources, targets, degrees, target, found }).toEqual({ found: expected });
      }
    }
  });

  it.each([2 ** 31, 2 ** 32, 2 ** 40])('is exact around row %i', (middle) => {
    const links = createFan({ sources: 2 ** 40, targets: 2 ** 33 + 1, degrees: [1, 1, 1, 2] });
    for (const row of [middle - 1, middle, middle + 1, links.rows - 1]) {
      const [source, target] = [links.source(row), links.target(row)];
      expect(BigInt(target)).toBe(BigInt(row) % (2n ** 33n + 1n));
      expect([...links.targetsOf(source)]).toContain(target);
      expect([...links.sourcesOf(target)]).toContain(source);
      expect(links.has(source, target)).toBe(true);
      expect(links.has(source, (target + 3) % links.targets)).toBe(false);
      expect([...links.sourcesOf(target)]).toHaveLength(links.degree('target', target));
    }
    expect([findBusiest(links, 'source'), findBusiest(links, 'target')]).toEqual([3, 0]);
  });

  it('takes a long list of degrees, of which sources without a turn and targets limit the sum', () => {
    const degrees = Array.from({ length: 300_000 }, (_, source) => (source < 200_000 ? 1 : 5e9));
    const links = createFan({ sources: 200_000, targets: 7, degrees });
    expect(links.rows).toBe(200_000);
    expect(links.runs('source')).toEqual([{ first: 0, count: 200_000, most: 1 }]);
    expect(createFan({ sources: 200_001, targets: 7, degrees }).rows).toBe(200_007);
  });

  it('is what a link of a model connects', () => {
    const order = node('Order', { count: () => 100 });
    const line = node('Line', { share: 1 });
    const has = link('HAS', {
      ...{ from: order, to: line },
      connect: ({ sources, targets }) => createFan({ sources, targets, degrees: [1, 3] }),
    });
    const model = defineModel({ name: 'shop', version: '1', nodes: [order, line], relationships: [has] });
    const [table] = bindModel(model, { seed: 'test', scale: 300, asOfDay: 20_000 }).relationships;
    expect(table!.links).toMatchObject({ rows: 200, sources: 100, targets: 200 });
    expect([...table!.links!.sourcesOf(7)]).toEqual([3]);
  });

  it.each([
    [
      { sources: 1.5, targets: 1, degrees: [1] },
      'Expected `sources` of a fan to be a whole number from 0 up, got `1.5`',
    ],
    [{ sources: 1, targets: -1, degrees: [1] }, 'Expected `targets` of a fan to be a whole number from 0 up, got `-1`'],
    [{ sources: 1, targets: 1, degrees: [] }, 'Expected `degrees` of a fan to be a list of whole numbers, got none'],
    [{ sources: 1, targets: 1, degrees: [1, -2] }, 'Expected `degrees` of a fan to be whole numbers, got `-2`'],
    [
      { sources: 5, targets: 5e9, degrees: [5e9] },
      'Expected the sum of degrees to be at most 10,000,000, got `5000000000`',
    ],
  ])('refuses %o', (options, message) => {
    expect(() => createFan(options)).toThrow(message);
  });
});
