import { findPart } from '../../../model/link/find-part.ts';
import type { Ladder } from '../../../model/link/ladder.ts';
import { once } from '../../../model/once.ts';
import { criticalityOfCell } from '../agreement.ts';
import { criticality, environment } from '../words.ts';
import { type Cell, replicasOf } from './cells.ts';
import type { Layout } from './layout.ts';
import type { Machines } from './machines.ts';
import { divide, type Shares } from './shares.ts';
import { createSizes, sizeOfRank } from './sizes.ts';

/** The databases of a cell, and the machines that they have: the first machine of a database holds its primary, the others its replicas. */
export interface DatabaseGroup {
  readonly cell: number;
  /** The rank of the first database. That of a named service is not among them. */
  readonly firstRank: number;
  readonly databases: number;
  readonly firstMachine: number;
  readonly machines: number;
  /** How many machines each database has: the weights. */
  readonly sizes: Ladder;
}

/** Which machines databases run on. */
export interface DatabaseMachines {
  readonly groups: readonly DatabaseGroup[];
  /** The databases of the named services by rank, in the order of their machines: the first ones. */
  readonly named: readonly number[];
  /** Whether each database has a machine; not so in a tiny estate. */
  readonly isComplete: boolean;
  /** How many machines a database has, by its rank. */
  sizeOf(rank: number): number;
  /** The machine of the primary of a database, by its rank. */
  machineOf(rank: number): number;
  /** The rank of the database whose primary a machine holds, if it holds one. */
  databaseOf(machine: number): number | undefined;
}

interface DatabaseParts {
  readonly cells: readonly Cell[];
  readonly layout: Layout;
  readonly machines: Machines;
}

/** Gives each database its machines. No database has more than five. */
export function createDatabaseMachines({ cells, layout, machines }: DatabaseParts): DatabaseMachines {
  // The named services are those of cells 1 to 10.
  const named = Array.from({ length: machines.named }, (_, service) => layout.first(service + 1));
  const groups = listGroups({ cells, layout, machines });
  const groupOf = new Map(groups.map((group) => [group.cell, group]));
  const find = (rank: number): DatabaseGroup => groupOf.get(layout.partOf(rank))!;
  return {
    groups,
    named,
    isComplete: groups.every(({ databases, machines: own }) => own >= databases),
    sizeOf(rank) {
      if (named.includes(rank)) return 1;
      const { firstRank, sizes } = find(rank);
      return sizeOfRank(sizes, rank - firstRank);
    },
    machineOf(rank) {
      const place = named.indexOf(rank);
      if (place >= 0) return place;
      const { firstRank, firstMachine, sizes } = find(rank);
      return firstMachine + sizes.start(rank - firstRank);
    },
    databaseOf(machine) {
      if (machine < named.length) return named[machine];
      if (groups.length === 0 || machine < groups[0]!.firstMachine) return undefined;
      const group = findPart(groups, (candidate) => candidate.firstMachine, machine);
      const place = machine - group.firstMachine;
      if (place >= group.machines) return undefined;
      const database = group.sizes.rankAt(place);
      return group.sizes.start(database) === place ? group.firstRank + database : undefined;
    },
  };
}

/** The databases of each cell that has some. In production, those of named services and their machines come first, and are in no group. */
function listGroups({ cells, layout, machines }: DatabaseParts): readonly DatabaseGroup[] {
  const namedIn = (cell: number): number => Number(cell >= 1 && cell <= machines.named);
  const databasesIn = (cell: number): number => layout.size(cell) - namedIn(cell);
  const namedMachines = (where: number): number => (where === environment.code('production') ? machines.named : 0);
  const sharesOf = environment.codes.map((where): Shares | undefined => {
    const pool = machines.pools.find((candidate) => candidate.environment === where && candidate.role === 'Database');
    if (!pool) return undefined;
    const weights = cells.map((cell, index) =>
      cell.environment === where ? databasesIn(index) * weightOfReplicas(cell) : 0,
    );
    return divide(pool.count - namedMachines(where), weights, databasesIn);
  });
  return cells.flatMap((cell, index): readonly DatabaseGroup[] => {
    const databases = databasesIn(index);
    if (databases === 0) return [];
    const shares = sharesOf[cell.environment]!;
    const { first } = machines.pool('Database', cell.environment);
    const instances = Math.min(shares.size(index), databases * mostMachines);
    const sizes = once(() =>
      createSizes({ applications: databases, instances, least: machinesWanted(cell), most: mostMachines }),
    );
    return [
      {
        cell: index,
        firstRank: layout.first(index) + namedIn(index),
        databases,
        firstMachine: first + namedMachines(cell.environment) + shares.first(index),
        machines: instances,
        get sizes() {
          return sizes();
        },
      },
    ];
  });
}

const mostMachines = 5;

/** How many machines a database of a cell has at least, if there are enough. */
function machinesWanted(cell: Cell): number {
  const isVital = criticalityOfCell(cell) <= criticality.code('HIGH');
  return Math.max(replicasOf(cell), isVital ? 2 : 1);
}

/** How many replicas databases have, compared with those of other cells: few where one machine is enough. */
function weightOfReplicas(cell: Cell): number {
  return Math.max(1, 4 * (machinesWanted(cell) - 1));
}
