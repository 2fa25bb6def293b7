import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Adjacency, readEnds } from '../../../src/model/link/adjacency.ts';
import { createFill } from '../../../src/model/link/fill.ts';
import { guardLinks } from '../../../src/model/link/guard-links.ts';
import { createLadder } from '../../../src/model/link/ladder.ts';
import { lazyLinks } from '../../../src/model/link/lazy-links.ts';
import { padLinks } from '../../../src/model/link/pad-links.ts';
import { createPermutation } from '../../../src/model/link/permutation.ts';
import { renumberLinks } from '../../../src/model/link/renumber.ts';
import { reverseLinks } from '../../../src/model/link/reverse-links.ts';
import { createWeave } from '../../../src/model/link/weave.ts';
import { Stream } from '../../../src/random/stream.ts';
import { expectAnswers } from './expect-answers.ts';

const stream = new Stream('test');

function weave(sources: number, degree: number, targets: number): Adjacency {
  const weights = createLadder([
    { count: 1, weight: 30 },
    { count: targets, weight: 2 },
  ]);
  return createWeave(stream, {
    degrees: [
      { count: sources, degree },
      { count: 3, degree: 1 },
    ],
    weights,
  });
}

const shapes = fc.record({
  sources: fc.integer({ min: 1, max: 20 }),
  degree: fc.nat(4),
  targets: fc.integer({ min: 1, max: 15 }),
});

describe('renumberLinks', () => {
  it.each(['both ends', 'sources', 'targets', 'neither end'])(
    'answers as a list of its rows does, with other numbers for %s',
    (ends) => {
      fc.assert(
        fc.property(shapes, ({ sources, degree, targets }) => {
          const links = weave(sources, degree, targets);
          expectAnswers(
            renumberLinks(links, {
              ...(['both ends', 'sources'].includes(ends) && { sources: createPermutation(stream, links.sources, 1) }),
              ...(['both ends', 'targets'].includes(ends) && { targets: createPermutation(stream, links.targets, 2) }),
            }),
          );
        }),
      );
    },
  );

  it('gives each node the number of its rank, and leaves the order of the rows', () => {
    const order = createPermutation(stream, 10);
    const links = renumberLinks(createFill({ sources: 10, targets: 3 }), { sources: order });
    expect(Array.from({ length: 10 }, (_, row) => links.source(row))).toEqual(
      Array.from({ length: 10 }, (_, rank) => order.at(rank)),
    );
  });

  it('can be reversed, and renumbered again', () => {
    const links = weave(12, 3, 9);
    const order = createPermutation(stream, links.sources);
    expectAnswers(reverseLinks(renumberLinks(links, { sources: order })));
    expectAnswers(renumberLinks(renumberLinks(links, { sources: order }), { sources: order }));
  });
});

describe('lazyLinks', () => {
  it('answers as the links do, which it makes when it is first asked, and again after their last rows were read', () => {
    let times = 0;
    const links = weave(12, 3, 9);
    const lazy = lazyLinks({ rows: links.rows, sources: links.sources, targets: links.targets }, () => {
      times++;
      return links;
    });
    expect([lazy.rows, times]).toEqual([links.rows, 0]);
    const ends = { sources: new Int32Array(links.rows), targets: new Int32Array(links.rows) };
    readEnds(lazy, 0, 2, ends);
    expect([lazy.source(1), lazy.target(1), times]).toEqual([ends.sources[1], ends.targets[1], 1]);
    readEnds(lazy, 2, links.rows - 2, ends);
    expect([lazy.degree('source', 0), times]).toEqual([links.degree('source', 0), 2]);
    expectAnswers(lazy);
  });

  it('can be reversed, padded and guarded', () => {
    const links = weave(12, 3, 9);
    const lazy = lazyLinks({ rows: links.rows, sources: links.sources, targets: links.targets }, () => links);
    expectAnswers(reverseLinks(lazy));
    expectAnswers(padLinks(lazy, { sources: links.sources + 2, targets: links.targets + 1 }));
    expectAnswers(guardLinks('CALLS', lazy));
  });
});
