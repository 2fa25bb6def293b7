import type { Adjacency } from './adjacency.ts';

/** How sources with one row each find their targets. */
export interface OneTargetEach {
  readonly sources: number;
  readonly targets: number;
  targetOf(source: number): number;
  sourcesOf(target: number): Generator<number, void>;
  /** How many sources a target has. */
  inDegree(target: number): number;
  /** No target has more sources. */
  readonly most: number;
}

/** Links in which each source has one row: the row with its number. */
export function linkOneTargetEach({ sources, targets, targetOf, sourcesOf, inDegree, most }: OneTargetEach): Adjacency {
  return {
    rows: sources,
    sources,
    targets,
    source: (row) => row,
    target: targetOf,
    *targetsOf(source) {
      yield targetOf(source);
    },
    sourcesOf,
    degree: (side, node) => (side === 'source' ? 1 : inDegree(node)),
    has: (source, target) => targetOf(source) === target,
    read(first, count, ends) {
      for (let place = 0; place < count; place++) {
        ends.sources[place] = first + place;
        ends.targets[place] = targetOf(first + place);
      }
    },
    runs: (side) =>
      side === 'source' ? [{ first: 0, count: sources, most: 1 }] : [{ first: 0, count: targets, most }],
  };
}
