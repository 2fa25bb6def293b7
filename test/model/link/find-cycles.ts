import type { Adjacency } from '../../../src/model/link/adjacency.ts';

/** What rows between nodes of one kind form. */
export interface Paths {
  /** How many nodes are on a cycle, or lead to one. */
  readonly cyclic: number;
  /** How many rows the longest path has, without those nodes. */
  readonly longest: number;
}

/** Looks at the rows from a first one on. Removes nodes that have no targets any more, as long as there are some (A. B. Kahn, 1962). */
export function findCycles(links: Adjacency, firstRow = 0): Paths {
  const sourcesOf = Array.from({ length: links.targets }, (): number[] => []);
  const open = new Array<number>(links.sources).fill(0);
  for (let row = firstRow; row < links.rows; row++) {
    sourcesOf[links.target(row)]!.push(links.source(row));
    open[links.source(row)]!++;
  }
  const depth = new Array<number>(links.sources).fill(0);
  const ends = open.flatMap((degree, node) => (degree === 0 ? [node] : []));
  for (const end of ends) {
    for (const source of sourcesOf[end]!) {
      depth[source] = Math.max(depth[source]!, depth[end]! + 1);
      open[source]!--;
      if (open[source] === 0) ends.push(source);
    }
  }
  return { cyclic: links.sources - ends.length, longest: Math.max(0, ...ends.map((node) => depth[node]!)) };
}
