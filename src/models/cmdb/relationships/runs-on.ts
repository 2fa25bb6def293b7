import { defineRelationship, type GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { createFan } from '../../../model/link/fan.ts';
import { joinCells } from '../../../model/link/join-cells.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { renumberLinks } from '../../../model/link/renumber.ts';
import { reverseLinks } from '../../../model/link/reverse-links.ts';
import { linkDirt } from '../dirt/links.ts';
import { placeContainers } from '../structure/container-places.ts';
import { type Estate, estateOf } from '../structure/estate.ts';
import { linkLadder } from '../structure/placed-links.ts';

const write = (): void => {};

/** Virtual machines run on servers; containers and databases on virtual machines. No two instances of one application share a machine. */
export const runsOn = defineRelationship({
  type: 'RUNS_ON',
  columns: {},
  rows(graph) {
    const estate = estateOf(graph);
    const { links: machines } = linkDirt(graph, 'VirtualMachine', estate.machines.onServers);
    return joinLinks(graph, [
      { from: 'VirtualMachine', to: 'Server', links: machines, write },
      { from: 'Container', to: 'VirtualMachine', links: linkContainers(graph, estate), write },
      { from: 'Database', to: 'VirtualMachine', links: linkDatabases(graph, estate), write },
    ]);
  },
});

function linkContainers(graph: GraphContext, estate: Estate): Adjacency {
  return joinCells({
    sources: graph.nodes('Container').count,
    targets: graph.nodes('VirtualMachine').count,
    cells: placeContainers(graph, estate).filter((cell) => cell !== undefined),
  });
}

/** The machines of a database are neighbours. Those of the named services are the first ones. */
function linkDatabases(graph: GraphContext, { databaseMachines, layout }: Estate): Adjacency {
  const { groups, named } = databaseMachines;
  const one = createFan({ sources: 1, targets: 1, degrees: [1] });
  const links = joinCells({
    sources: graph.nodes('Database').count,
    targets: graph.nodes('VirtualMachine').count,
    cells: [
      ...named.map((firstSource, firstTarget) => ({ firstSource, firstTarget, links: one })),
      ...groups.map(({ firstRank, databases, firstMachine, machines, sizes }) => ({
        firstSource: firstRank,
        firstTarget: firstMachine,
        links: lazyLinks({ rows: machines, sources: Math.min(databases, machines), targets: machines }, () =>
          reverseLinks(linkLadder(sizes)),
        ),
      })),
    ],
  });
  return renumberLinks(links, { sources: layout('Database').order });
}
