import type { Adjacency, Side } from '../../../model/link/adjacency.ts';
import { joinCells, type Cell as LinkCell } from '../../../model/link/join-cells.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { renumberLinks } from '../../../model/link/renumber.ts';
import { environment } from '../words.ts';
import type { Estate } from './estate.ts';
import type { CellLabel } from './layout.ts';

/** Links of two classes within each cell. */
export interface OwnCellsOptions {
  readonly from: CellLabel;
  readonly to: CellLabel;
  /** The end that has one row each. */
  readonly each: 'from' | 'to';
  /** The sources of a cell that have rows, by their places in the cell: from the first to the one before the end. All by default. */
  sourcesIn?(cell: number): readonly [first: number, end: number];
  /** Links so many sources of a cell to so many targets. Both numbers are above 0. */
  connect(sources: number, targets: number, cell: number): Adjacency;
}

/** Links the CIs of a class with those of another in the same cell. Teams are in the cells of production, for all environments. */
export function joinOwn({ cells, layout }: Estate, { from, to, each, sourcesIn, connect }: OwnCellsOptions): Adjacency {
  const [sources, targets] = [layout(from), layout(to)];
  const production = environment.code('production');
  const own = cells.flatMap((cell, index): readonly LinkCell[] => {
    const other =
      to === 'Team' ? cells.findIndex((c) => c.domain === cell.domain && c.environment === production) : index;
    const [first, end] = sourcesIn?.(index) ?? [0, sources.size(index)];
    const [fromCount, toCount] = [end - first, targets.size(other)];
    if (fromCount === 0 || toCount === 0) return [];
    const rows = each === 'to' ? toCount : fromCount;
    const one: Side = each === 'from' ? 'source' : 'target';
    const mostOf = (side: Side): number => (side === one ? 1 : rows);
    const sizes = { rows, sources: fromCount, targets: toCount, mostOf };
    const links = lazyLinks(sizes, () => connect(fromCount, toCount, index));
    return [{ firstSource: sources.first(index) + first, firstTarget: targets.first(other), links }];
  });
  const links = joinCells({ sources: sources.count, targets: targets.count, cells: own });
  return renumberLinks(links, { sources: sources.order, targets: targets.order });
}
