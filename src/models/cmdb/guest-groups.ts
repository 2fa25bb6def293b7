// What the virtual machines of one database, or of one Kubernetes cluster, have in common. They are neighbours.
import type { GraphContext } from '../../model/definition.ts';
import { findPart } from '../../model/link/find-part.ts';
import type { Code } from '../../model/vocabulary.ts';
import { ageOfDatabase, databaseDraws, productOf, systemsOfEngines } from './database-engines.ts';
import { oldestNode, platformsOf } from './kubernetes-platforms.ts';
import { osMask, tabulateFamily, tabulateOs } from './operating-systems.ts';
import { entryOf } from './releases.ts';
import { estateOf } from './structure/estate.ts';
import type { Pool } from './structure/machines.ts';

/** The machines from `first` to the one before `end`. */
export interface GuestGroup {
  first: number;
  end: number;
  os: Code<string>;
  /** How many days ago the first of them were made. Others replaced a machine, or stand on a younger server. */
  age: number;
}

/** Makes the function that finds the group of a machine of a pool. It always returns the same object, which the next call overwrites. */
export function createGuestGroups(graph: GraphContext): (machine: number, role: Pool['role']) => Readonly<GuestGroup> {
  const findDatabase = createDatabaseGroups(graph);
  const findCluster = createClusterGroups(graph);
  const group: GuestGroup = { first: 0, end: 0, os: tabulateFamily(graph, 'ubuntu')[0]!, age: oldestNode };
  return (machine, role) => {
    if (machine >= group.first && machine < group.end) return group;
    if (role === 'Database') findDatabase(machine, group);
    else findCluster(machine, group);
    return group;
  };
}

type FindGroup = (machine: number, group: GuestGroup) => void;

/** The machines of a database have the operating system that was new when the first of them were made. */
function createDatabaseGroups(graph: GraphContext): FindGroup {
  const { groups, named } = estateOf(graph).databaseMachines;
  const draws = graph.stream(databaseDraws);
  const tables = systemsOfEngines.map((weights) => tabulateOs(graph, weights));
  const write = (group: GuestGroup, rank: number, isNamed: boolean): void => {
    const { engine } = productOf(draws.bits(rank), isNamed, group.end - group.first);
    const bits = draws.bits(rank, 1);
    group.age = ageOfDatabase(bits);
    group.os = tables[engine]![bits & osMask]![entryOf(group.age)]!;
  };
  let [cell, database, next] = [groups[0]!, -1, -1]; // databases are usually asked in order
  const moveTo = (machine: number): boolean => {
    if (groups.length === 0 || machine < groups[0]!.firstMachine) return false;
    cell = findPart(groups, ({ firstMachine }) => firstMachine, machine);
    if (machine >= cell.firstMachine + cell.machines) return false;
    database = cell.sizes.rankAt(machine - cell.firstMachine);
    return true;
  };
  return (machine, group) => {
    group.first = machine;
    group.end = machine + 1;
    if (machine < named.length) return write(group, named[machine]!, true);
    if (machine === next && machine < cell.firstMachine + cell.machines) database++;
    else if (!moveTo(machine)) return write(group, machine, false); // a tiny estate has machines without a database
    const { firstMachine, firstRank, sizes } = cell;
    group.first = firstMachine + sizes.start(database);
    next = firstMachine + sizes.start(database + 1);
    group.end = next;
    write(group, firstRank + database, false);
  };
}

/** The nodes of a cluster run what its distribution supports. */
function createClusterGroups(graph: GraphContext): FindGroup {
  const { clusters } = estateOf(graph);
  const platformOf = platformsOf(graph);
  const ubuntu = tabulateFamily(graph, 'ubuntu')[entryOf(oldestNode)]!;
  return (machine, group) => {
    const nodes = clusters.nodesOf(machine);
    group.first = nodes?.first ?? machine;
    group.end = nodes?.end ?? machine + 1;
    group.age = oldestNode;
    group.os = nodes ? platformOf(nodes.cluster).os : ubuntu;
  };
}
