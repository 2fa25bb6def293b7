import { expect } from 'vitest';
import { type Adjacency, type Run, readEnds } from '../../../src/model/link/adjacency.ts';
import { findBusiest, listBusiest } from '../../../src/model/link/find-busiest.ts';

/** Compares every answer with a list of all rows. No pair may come twice. */
export function expectAnswers(links: Adjacency): void {
  const targetsOf = Array.from({ length: links.sources }, (): number[] => []);
  const sourcesOf = Array.from({ length: links.targets }, (): number[] => []);
  for (let row = 0; row < links.rows; row++) {
    const [source, target] = [links.source(row), links.target(row)];
    if (targetsOf[source]!.includes(target)) throw new Error(`${source} → ${target} comes twice`);
    targetsOf[source]!.push(target);
    sourcesOf[target]!.push(source);
  }
  expectReads(links);
  const sorted = (numbers: Iterable<number>): readonly number[] => [...numbers].sort((a, b) => a - b);
  for (const [source, targets] of targetsOf.entries()) {
    expect(sorted(links.targetsOf(source))).toEqual(sorted(targets));
    expect(links.degree('source', source)).toBe(targets.length);
    for (let target = 0; target < links.targets; target++)
      if (links.has(source, target) !== targets.includes(target)) throw new Error(`has(${source}, ${target})`);
  }
  for (const [target, sources] of sourcesOf.entries()) {
    expect(sorted(links.sourcesOf(target))).toEqual(sorted(sources));
    expect(links.degree('target', target)).toBe(sources.length);
  }
  for (const [side, lists] of [
    ['source', targetsOf],
    ['target', sourcesOf],
  ] as const) {
    const degrees = lists.map(({ length }) => length);
    expect(findBusiest(links, side)).toBe(degrees.length > 0 ? degrees.indexOf(Math.max(...degrees)) : undefined);
    const byDegree = degrees.map((_, node) => node).sort((a, b) => degrees[b]! - degrees[a]! || a - b);
    for (const count of [1, 2, 5, 1_000]) expect(listBusiest(links, side, count)).toEqual(byDegree.slice(0, count));
    expectRuns(links.runs(side), degrees);
  }
}

/** Expects runs, and what they can be divided into, to have every node once and no number that a node exceeds. */
function expectRuns(runs: readonly Run[], degrees: readonly number[], offset = 0): void {
  const covered = runs.flatMap(({ first, count, most, divide }) => {
    const own = degrees.slice(first - offset, first - offset + count);
    expect(Math.max(0, ...own)).toBeLessThanOrEqual(most);
    if (divide)
      expectRuns(
        divide().toSorted((a, b) => a.first - b.first),
        own,
        first,
      );
    return Array.from({ length: count }, (_, index) => first + index);
  });
  expect(covered).toEqual(degrees.map((_, node) => offset + node));
}

/** Compares the rows that are read together with each row alone: all of them, and a part from the middle. */
function expectReads(links: Adjacency): void {
  for (const [first, end] of [
    [0, links.rows],
    [Math.floor(links.rows / 3), Math.ceil((links.rows * 2) / 3)],
  ] as const) {
    const rows = Array.from({ length: end - first }, (_, place) => first + place);
    for (const Numbers of [Int32Array, Float64Array]) {
      const ends = { sources: new Numbers(rows.length), targets: new Numbers(rows.length) };
      readEnds(links, first, rows.length, ends);
      expect([...ends.sources]).toEqual(rows.map((row) => links.source(row)));
      expect([...ends.targets]).toEqual(rows.map((row) => links.target(row)));
    }
  }
}
