import { once } from '../once.ts';
import { type Adjacency, readEnds, type Side } from './adjacency.ts';

/** What is known of links before they are made. */
export interface LinkSizes {
  readonly rows: number;
  readonly sources: number;
  readonly targets: number;
  /** A number of rows that no node of a side exceeds. The lower it is, the fewer links are made to find the busiest nodes. */
  mostOf?(side: Side): number;
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
  const { rows, sources, targets, mostOf } = sizes;
  return {
    ...{ rows, sources, targets },
    source: (row) => links().source(row),
    target: (row) => links().target(row),
    targetsOf: (source) => links().targetsOf(source),
    sourcesOf: (target) => links().sourcesOf(target),
    degree: (side, node) => links().degree(side, node),
    has: (source, target) => links().has(source, target),
    runs(side) {
      const [count, others] = side === 'source' ? [sources, targets] : [targets, sources];
      const most = Math.min(rows, others, mostOf?.(side) ?? others);
      return [{ first: 0, count, most, divide: once(() => links().runs(side)) }];
    },
    read(first, count, ends) {
      readEnds(links(), first, count, ends);
      if (first + count === rows) known = undefined; // an export reads the rows once, in order, and has thousands of such links
    },
  };
}
