import { BulkgenError } from '../../errors.ts';
import type { Adjacency, Side } from './adjacency.ts';

/** So many nodes may be compared. */
const mostCompared = 2 ** 16;

/**
 * Finds the node with the most rows on its side; the first of several. Undefined when the side has no nodes. Throws `invalid-model` when
 * too many nodes could be the one, because all have about the same number of rows.
 */
export function findBusiest(links: Adjacency, side: Side): number | undefined {
  return links.busiest ? links.busiest(side) : listBusiest(links, side, 'first')[0];
}

/** The nodes with the most rows on their side, in order: all of them, or at least the first. Throws as `findBusiest` does. */
export function listBusiest(links: Adjacency, side: Side, which: 'all' | 'first'): readonly number[] {
  const runs = links.runs(side).toSorted((a, b) => b.most - a.most || a.first - b.first);
  let busiest: number[] = [];
  let [rows, least, compared] = [-1, -1, 0];
  for (const { first, count, most } of runs) {
    if (most < rows) break;
    for (let node = first; node < first + count; node++) {
      if (which === 'first' && most === rows && node > least) break; // no later node of the run has more
      if (++compared > mostCompared)
        throw new BulkgenError(
          'invalid-model',
          `Could not find the busiest ${side}: too many have about the same number of rows`,
        );
      const found = links.degree(side, node);
      if (found < rows) continue;
      if (found > rows) [busiest, least] = [[], node];
      rows = found;
      least = Math.min(least, node);
      busiest.push(node);
    }
  }
  return busiest.sort((a, b) => a - b);
}
