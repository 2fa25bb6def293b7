import type { GraphContext } from '../../../model/definition.ts';
import { findPart } from '../../../model/link/find-part.ts';
import type { Ladder } from '../../../model/link/ladder.ts';
import { type Cell, replicasOf } from './cells.ts';
import { type ApplicationLabel, applicationLabels, type Layout } from './layout.ts';
import type { Machines } from './machines.ts';
import { divide, type Shares } from './shares.ts';
import { createSizes, sizeOfRank } from './sizes.ts';
import { listTiers } from './tiers.ts';

/** Neighbouring applications of one class and cell, and their containers, which are neighbours, too. */
export class Segment {
  readonly label: ApplicationLabel;
  readonly cell: number;
  /** The rank of the first application, and how many there are. */
  readonly firstRank: number;
  readonly applications: number;
  /** The number of the first container, and how many there are. */
  readonly firstContainer: number;
  readonly containers: number;
  readonly #create: (segment: Segment) => Ladder;
  #sizes: Ladder | undefined;

  constructor(group: Group, containers: { first: number; count: number }, create: (segment: Segment) => Ladder) {
    this.label = group.label;
    this.cell = group.cell;
    this.firstRank = group.firstRank;
    this.applications = group.applications;
    this.firstContainer = containers.first;
    this.containers = containers.count;
    this.#create = create;
  }

  /** How many containers each application has: the weights. Made when it is first asked. */
  get sizes(): Ladder {
    this.#sizes ??= this.#create(this);
    return this.#sizes;
  }
}

/** Containers, and the applications that they are instances of. */
export interface Instances {
  readonly segments: readonly Segment[];
  /** The first container of each cell; the number of containers after the last cell. */
  readonly firstOfCell: readonly number[];
  /** The machines for containers of each cell, by number. */
  machinesOf(cell: number): { readonly first: number; readonly count: number };
  segmentOf(container: number): Segment;
  /** How many containers an application has, by its rank. */
  sizeOf(label: ApplicationLabel, rank: number): number;
}

interface InstanceParts {
  readonly cells: readonly Cell[];
  layoutOf(label: ApplicationLabel): Layout;
  readonly machines: Machines;
}

/**
 * Gives each application its containers. The containers of a cell follow each other, class by class; those of microservices tier by tier, so
 * that an application with many callers has many containers.
 */
export function createInstances(graph: GraphContext, { cells, layoutOf, machines }: InstanceParts): Instances {
  const { count: containers } = graph.nodes('Container');
  const groups = cells.flatMap((cell, index) => listGroups(cell, index, layoutOf));
  const weighGroup = ({ applications, cell }: Group): number => applications * replicasOf(cells[cell]!);
  const weight = groups.reduce((sum, group) => sum + weighGroup(group), 0);
  let before = 0;
  const startOf = (part: number): number => (part === weight ? containers : Math.floor((containers * part) / weight));
  const segments = groups.map((group): Segment => {
    const first = startOf(before);
    before += weighGroup(group);
    return new Segment(group, { first, count: startOf(before) - first }, ({ cell, applications, containers: count }) =>
      createSizes({
        applications,
        instances: count,
        least: replicasOf(cells[cell]!),
        most: Math.max(1, hosts.machinesOf(cell).count),
      }),
    );
  });
  const firstOfCell = findCellStarts(cells.length, segments, containers);
  const hosts = shareMachines(cells, firstOfCell, machines);
  const ofLabel = (label: ApplicationLabel): readonly Segment[] =>
    segments.filter((segment) => segment.label === label);
  const byLabel = Object.fromEntries(applicationLabels.map((label) => [label, ofLabel(label)]));
  return {
    segments,
    firstOfCell,
    machinesOf: hosts.machinesOf,
    segmentOf: (container) => findPart(segments, ({ firstContainer }) => firstContainer, container),
    sizeOf(label, rank) {
      const { firstRank, sizes } = findPart(byLabel[label]!, (segment) => segment.firstRank, rank);
      return sizeOfRank(sizes, rank - firstRank);
    },
  };
}

interface Group {
  readonly label: ApplicationLabel;
  readonly cell: number;
  readonly firstRank: number;
  readonly applications: number;
}

function listGroups(cell: Cell, index: number, layoutOf: InstanceParts['layoutOf']): readonly Group[] {
  return applicationLabels.flatMap((label) => {
    const layout = layoutOf(label);
    const [first, size] = [layout.first(index), layout.size(index)];
    const tiers = label === 'Microservice' && cell.kind === 'domain' ? listTiers(size) : [{ first: 0, count: size }];
    return tiers
      .filter(({ count }) => count > 0)
      .map((tier) => ({ label, cell: index, firstRank: first + tier.first, applications: tier.count }));
  });
}

function findCellStarts(cells: number, segments: readonly Segment[], containers: number): readonly number[] {
  const starts: number[] = [];
  let next = 0;
  for (let cell = 0; cell <= cells; cell++) {
    while (next < segments.length && segments[next]!.cell < cell) next++;
    starts.push(segments[next]?.firstContainer ?? containers);
  }
  return starts;
}

/** Divides the machines of each environment among its cells, by their containers. Two instances need two machines. */
function shareMachines(cells: readonly Cell[], firstOfCell: readonly number[], machines: Machines) {
  const sharesOf = new Map<number, { readonly first: number; readonly firstCell: number; readonly shares: Shares }>();
  return {
    machinesOf(cell: number) {
      const where = cells[cell]!.environment;
      let found = sharesOf.get(where);
      if (!found) {
        const own = cells.map((_, index) => index).filter((index) => cells[index]!.environment === where);
        const weights = own.map((index) => firstOfCell[index + 1]! - firstOfCell[index]!);
        const { first, count } = machines.pool('Compute', where);
        const shares = divide(count, weights, (part) => Math.min(1 + replicasOf(cells[own[part]!]!), weights[part]!));
        found = { first, firstCell: own[0]!, shares };
        sharesOf.set(where, found);
      }
      const part = cell - found.firstCell;
      return { first: found.first + found.shares.first(part), count: found.shares.size(part) };
    },
  };
}

/** How many of its containers an application needs: half of them, rounded up. */
export function countNeeded(replicas: number): number {
  return (replicas + 1) >> 1;
}
