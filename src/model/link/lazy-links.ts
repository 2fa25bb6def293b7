import { once } from '../once.ts';
import { type Adjacency, readEnds } from './adjacency.ts';

/** What is known of links before they are made. */
export interface LinkSizes {
  readonly rows: number;
  readonly sources: number;
  readonly targets: number;
}

/**
 * Links that are made when they are first asked, and again after their last rows were read: a graph has hundreds of cells, of which a question needs few.
 * No pair may come twice, because the bounds of `runs` allow a node one row with each node of the other side.
 */
export function lazyLinks(sizes: LinkSizes, make: () => Adjacency): Adjacency {
  let known: Adjacency | undefined;
  const links = (): Adjacency => {
    known ??= make();
    return known;
  };
  return {
    ...sizes,
    source: (row) => links().source(row),
    target: (row) => links().target(row),
    targetsOf: (source) => links().targetsOf(source),
    sourcesOf: (target) => links().sourcesOf(target),
    degree: (side, node) => links().degree(side, node),
    has: (source, target) => links().has(source, target),
    runs(side) {
      const [count, others] = side === 'source' ? [sizes.sources, sizes.targets] : [sizes.targets, sizes.sources];
      return [{ first: 0, count, most: Math.min(sizes.rows, others), divide: once(() => links().runs(side)) }];
    },
    read(first, count, ends) {
      readEnds(links(), first, count, ends);
      if (first + count === sizes.rows) known = undefined; // an export reads the rows once, in order, and has thousands of such links
    },
  };
}
