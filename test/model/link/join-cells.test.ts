import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBusiest } from '../../../src/model/link/find-busiest.ts';
import { type Cell, joinCells } from '../../../src/model/link/join-cells.ts';
import { createLadder } from '../../../src/model/link/ladder.ts';
import { lazyLinks } from '../../../src/model/link/lazy-links.ts';
import { createModulo } from '../../../src/model/link/modulo.ts';
import { reverseLinks } from '../../../src/model/link/reverse-links.ts';
import { createWeave } from '../../../src/model/link/weave.ts';
import { Stream } from '../../../src/random/stream.ts';
import { expectAnswers } from './expect-answers.ts';

/** Cells whose sources follow each other; all reach the same targets. */
function stack(sizes: readonly { sources: number; degree: number }[]): readonly Cell[] {
  let firstSource = 0;
  return sizes.map(({ sources, degree }, index) => {
    const weights = createLadder([
      { count: 1, weight: 20 },
      { count: 4, weight: 3 },
    ]);
    const links = createWeave(new Stream(`cell ${index}`), { degrees: [{ count: sources, degree }], weights });
    const cell = { firstSource, firstTarget: index % 3, links };
    firstSource += sources;
    return cell;
  });
}

describe('joinCells', () => {
  it('answers as a list of its rows does, also for nodes that no cell has', () => {
    const sizes = fc.array(fc.record({ sources: fc.nat(9), degree: fc.nat(3) }), { maxLength: 6 });
    fc.assert(fc.property(sizes, (list) => expectAnswers(joinCells({ sources: 60, targets: 9, cells: stack(list) }))));
    fc.assert(
      fc.property(sizes, (list) => {
        const cells = stack(list).map((cell) => ({ ...cell, links: lazyLinks(cell.links, () => cell.links) }));
        expectAnswers(joinCells({ sources: 60, targets: 9, cells }));
      }),
    );
  });

  it('finds the cell of a row that is asked out of order', () => {
    const cells = stack(Array.from({ length: 20 }, (_, index) => ({ sources: 1 + (index % 4), degree: 2 })));
    const links = joinCells({ sources: 60, targets: 9, cells });
    const rows = Array.from({ length: links.rows }, (_, row) => links.source(row));
    expect(rows.map((_, row) => links.source(links.rows - 1 - row))).toEqual(rows.toReversed());
  });
});

it('makes only the cells that can have the nodes with most rows', () => {
  const cellsMade: number[] = [];
  const cells = stack([2, 30, 4].map((sources) => ({ sources, degree: 2 }))).map((cell, index) => ({
    ...cell,
    firstTarget: 5 * index,
    links: lazyLinks({ rows: cell.links.rows, sources: cell.links.sources, targets: cell.links.targets }, () => {
      cellsMade.push(index);
      return cell.links;
    }),
  }));
  const links = joinCells({ sources: 36, targets: 15, cells });
  expect(links.degree('target', findBusiest(links, 'target')!)).toBeGreaterThan(4);
  expect(cellsMade).toEqual([1]);
});

describe('reverseLinks', () => {
  it('exchanges sources and targets', () => {
    const links = createModulo({ sources: 7, targets: 3 });
    expect([...reverseLinks(links).targetsOf(0)]).toEqual([0, 3, 6]);
    expectAnswers(reverseLinks(links));
  });
});
