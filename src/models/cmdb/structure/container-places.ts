import type { GraphContext } from '../../../model/definition.ts';
import type { Cell } from '../../../model/link/join-cells.ts';
import { createLayers } from '../../../model/link/layers.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { exactly } from '../../../model/link/out-degrees.ts';
import type { Estate } from './estate.ts';

/**
 * The containers of each cell with the machines that they run on; undefined for a cell without. They take the machines in turn, in an order of their
 * own, so neighbours are on different ones.
 */
export function placeContainers(graph: GraphContext, { cells, instances }: Estate): readonly (Cell | undefined)[] {
  return cells.map((_, cell): Cell | undefined => {
    const firstSource = instances.firstOfCell[cell]!;
    const sources = instances.firstOfCell[cell + 1]! - firstSource;
    const { first, count: targets } = instances.machinesOf(cell);
    if (targets === 0 || sources === 0) return undefined;
    const links = lazyLinks({ rows: sources, sources, targets }, () =>
      createLayers(graph.stream(`RUNS_ON/Container/${cell}`), { sources, targets, holds: exactly(1) }),
    );
    return { firstSource, firstTarget: first, links };
  });
}
