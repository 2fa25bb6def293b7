import type { Adjacency, Side } from './adjacency.ts';

/** So many nodes may be compared. */
const mostCompared = 2 ** 16;

/**
 * Finds the node with the most rows on its side; the first of several. Undefined when the side has no nodes. Throws a RangeError when too many nodes could be the one, because
 * all have about the same number of rows.
 */
export function findBusiest(links: Adjacency, side: Side): number | undefined {
  if ((side === 'source' ? links.sources : links.targets) === 0) return undefined;
  const runs = links.runs(side).toSorted((a, b) => b.most - a.most || a.first - b.first);
  let [busiest, rows, compared] = [0, -1, 0];
  for (const { first, count, most } of runs) {
    if (most < rows) break;
    for (let node = first; node < first + count; node++) {
      if (most === rows && node > busiest) break; // no later node of the run has more
      if (++compared > mostCompared)
        throw new RangeError(`Could not find the busiest ${side}: too many have about the same number of rows`);
      const found = links.degree(side, node);
      if (found > rows || (found === rows && node < busiest)) [busiest, rows] = [node, found];
    }
  }
  return busiest;
}
