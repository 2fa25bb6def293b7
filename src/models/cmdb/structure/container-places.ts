import type { GraphContext } from '../../../model/definition.ts';
import type { Cell } from '../../../model/link/join-cells.ts';
import { createLayers } from '../../../model/link/layers.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { exactly } from '../../../model/link/out-degrees.ts';
import { createPermutation, type Permutation } from '../../../model/link/permutation.ts';
import type { Stream } from '../../../random/stream.ts';
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
      createLayers(orderOf(graph, cell), { sources, targets, holds: exactly(1) }),
    );
    return { firstSource, firstTarget: first, links };
  });
}

/** Makes the function that finds the machine of a container of a cell as `placeContainers` does, faster; -1 for a container without. */
export function createMachineLookup(
  graph: GraphContext,
  { cells, instances }: Estate,
): (container: number, cell: number) => number {
  const hosts = cells.map((_, cell) => instances.machinesOf(cell));
  const orders: (Permutation | undefined)[] = cells.map(() => undefined);
  return (container, cell) => {
    const { first, count } = hosts[cell]!;
    if (count === 0) return -1;
    let order = orders[cell];
    if (!order) {
      order = createPermutation(orderOf(graph, cell), count);
      orders[cell] = order;
    }
    return first + order.at((container - instances.firstOfCell[cell]!) % count);
  };
}

function orderOf(graph: GraphContext, cell: number): Stream {
  return graph.stream(`RUNS_ON/Container/${cell}`);
}
