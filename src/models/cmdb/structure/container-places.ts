import type { GraphContext } from '../../../model/definition.ts';
import type { Adjacency, Side } from '../../../model/link/adjacency.ts';
import type { Cell } from '../../../model/link/join-cells.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import { chooseStep, invertStep, multiplyModulo, takeStep } from '../../../model/link/steps.ts';
import type { Estate } from './estate.ts';

/** Where the containers of a cell run. */
interface Places {
  /** The first machine of the cell, and how many it has. */
  readonly first: number;
  readonly count: number;
  /** Container n of the cell is on machine (n × step + shift) modulo the count. */
  readonly step: number;
  readonly shift: number;
}

/** The golden ratio as 32 bits. A step of that part of all machines puts neighbouring containers far apart. */
const goldenBits = 0x9e37_79b9;

function listPlaces(graph: GraphContext, { cells, instances }: Pick<Estate, 'cells' | 'instances'>): readonly Places[] {
  const shifts = graph.stream('RUNS_ON/Container');
  return cells.map((_, cell) => {
    const { first, count } = instances.machinesOf(cell);
    const shift = count === 0 ? 0 : shifts.below(count, cell);
    return { first, count, step: count === 0 ? 0 : chooseStep(goldenBits, count), shift };
  });
}

/**
 * The containers of each cell with the machines that they run on; undefined for a cell without. They take the machines in turn, with a step that leads
 * far away, so neighbours are on different ones.
 */
export function placeContainers(graph: GraphContext, estate: Estate): readonly (Cell | undefined)[] {
  const { firstOfCell } = estate.instances;
  return listPlaces(graph, estate).map((places, cell): Cell | undefined => {
    const firstSource = firstOfCell[cell]!;
    const sources = firstOfCell[cell + 1]! - firstSource;
    const { first, count: targets } = places;
    if (targets === 0 || sources === 0) return undefined;
    const mostOf = (side: Side): number => (side === 'source' ? 1 : Math.ceil(sources / targets));
    const links = lazyLinks({ rows: sources, sources, targets, mostOf }, () => linkInTurn(sources, places));
    return { firstSource, firstTarget: first, links };
  });
}

function linkInTurn(sources: number, { count: targets, step, shift }: Places): Adjacency {
  const inverse = invertStep(step, targets);
  const firstOn = (target: number): number => multiplyModulo((target - shift + targets) % targets, inverse, targets);
  return linkOneTargetEach({
    ...{ sources, targets },
    targetOf: (source) => takeStep(source % targets, step, shift, targets),
    *sourcesOf(target) {
      for (let source = firstOn(target); source < sources; source += targets) yield source;
    },
    inDegree: (target) => Math.max(0, Math.ceil((sources - firstOn(target)) / targets)),
    most: Math.ceil(sources / targets),
  });
}

/** Makes the function that finds the machine of a container of a cell, as `placeContainers` does; -1 for a container without. */
export function createMachineLookup(
  graph: GraphContext,
  estate: Pick<Estate, 'cells' | 'instances'>,
): (container: number, cell: number) => number {
  const places = listPlaces(graph, estate);
  const { firstOfCell } = estate.instances;
  return (container, cell) => {
    const { first, count, step, shift } = places[cell]!;
    if (count === 0) return -1;
    return first + takeStep((container - firstOfCell[cell]!) % count, step, shift, count);
  };
}
