import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEdgeList } from '../../../src/model/link/edge-list.ts';
import { createLayers } from '../../../src/model/link/layers.ts';
import { degrees, exactly } from '../../../src/model/link/out-degrees.ts';
import { createRings } from '../../../src/model/link/rings.ts';
import { Stream } from '../../../src/random/stream.ts';
import { expectAnswers } from './expect-answers.ts';

const stream = new Stream('test');

describe('createRings', () => {
  it('links each member to the next one, and knows the members of a ring', () => {
    const rings = createRings(stream, { nodes: 100, rings: 3, members: 4 });
    const members = rings.membersOf(1);
    for (const [index, member] of members.entries()) {
      expect([...rings.targetsOf(member)]).toEqual([members[(index + 1) % 4]]);
      expect(rings.ringOf(member)).toBe(1);
    }
    const inRings = [0, 1, 2].flatMap((ring) => rings.membersOf(ring));
    expect(new Set(inRings).size).toBe(12);
    const others = Array.from({ length: 100 }, (_, node) => node).filter((node) => !inRings.includes(node));
    expect(others.map((node) => rings.ringOf(node))).toEqual(others.map(() => undefined));
  });

  it('answers as a list of its rows does', () => {
    const sizes = fc.record({ rings: fc.nat(8), members: fc.integer({ min: 2, max: 6 }), others: fc.nat(30) });
    fc.assert(
      fc.property(sizes, ({ rings, members, others }) =>
        expectAnswers(createRings(stream, { nodes: rings * members + others, rings, members })),
      ),
    );
  });

  it.each([
    [{ nodes: 9, rings: 2, members: 5 }, 'Expected 2 rings of 5 members to fit into 9 nodes'],
    [{ nodes: 9, rings: 2, members: 1 }, 'Expected `members` of rings to be a whole number from 2 up, got `1`'],
  ])('refuses %o', (options, message) => {
    expect(() => createRings(stream, options)).toThrow(message);
  });
});

describe('createEdgeList', () => {
  it('answers as a list of its rows does', () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(6)), { selector: String });
    fc.assert(fc.property(pairs, (list) => expectAnswers(createEdgeList({ sources: 10, targets: 7, pairs: list }))));
  });

  it.each([
    [{ pairs: [[5, 0]] }, 'Expected a source of an edge list to be from 0 to 4, got `5`'],
    [{ pairs: [[0, 0.5]] }, 'Expected a target of an edge list to be from 0 to 4, got `0.5`'],
    [
      {
        pairs: [
          [1, 2],
          [1, 2],
        ],
      },
      'Expected each pair of an edge list once, got `1, 2` twice',
    ],
  ] as const)('refuses %o', (options, message) => {
    expect(() => createEdgeList({ sources: 5, targets: 5, ...options })).toThrow(message);
  });
});

describe('createLayers', () => {
  it('answers as a list of its rows does', () => {
    const sizes = fc.record({ sources: fc.nat(60), targets: fc.integer({ min: 1, max: 20 }) });
    const shapes = fc.constantFrom(exactly(1), exactly(3), degrees({ p10: 1, p50: 2, p90: 5 }));
    fc.assert(fc.property(sizes, shapes, (counts, holds) => expectAnswers(createLayers(stream, { ...counts, holds }))));
  });

  it('puts neighbours into different targets, and fills as many as the shape says', () => {
    const holds = degrees({ p10: 1, p50: 3, p90: 8, p99: 8, max: 8 });
    const sources = holds(1_000).reduce((sum, { count, degree }) => sum + count * degree, 0);
    const links = createLayers(stream, { sources, targets: 1_000, holds });
    for (let source = 0; source + 5 <= sources; source++) {
      const five = [0, 1, 2, 3, 4].map((step) => links.target(source + step));
      expect(new Set(five).size).toBe(5);
    }
    const held = Array.from({ length: 1_000 }, (_, target) => links.degree('target', target)).sort((a, b) => a - b);
    expect([held[499], held[899]]).toEqual([3, 8]);
  });

  it.each([
    [{ sources: 1, targets: 0, holds: exactly(1) }, 'Expected `targets` of layers to be a whole number from 1 up'],
    [{ sources: 1, targets: 2, holds: exactly(0) }, 'to hold at least one source, got none'],
  ])('refuses %o', (options, message) => {
    expect(() => createLayers(stream, options)).toThrow(message);
  });
});
