import { defineRelationship, type GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import { renumberLinks } from '../../../model/link/renumber.ts';
import { type Estate, estateOf } from '../structure/estate.ts';
import { serverType } from '../structure/server-types.ts';

/** Every database is stored on an array of the site where its primary runs. Its replicas have copies on the disks of their own servers. */
export const storedOn = defineRelationship({
  type: 'STORED_ON',
  columns: {},
  rows(graph) {
    const links = linkStorage(graph, estateOf(graph));
    return joinLinks(graph, [{ from: 'Database', to: 'StorageArray', links, write: () => {} }]);
  },
});

const forDatabases = serverType.code('Database');

/** The racks of a site share its arrays: neighbours have the same one. A site without an array has that of the first. */
function linkStorage(graph: GraphContext, estate: Estate): Adjacency {
  const { sites, serverTypes, machines, databaseMachines, layout } = estate;
  const { racks, arrays, servers } = sites;
  const databases = layout('Database');
  const isComplete = databaseMachines.isComplete && machines.onServers.rows > 0 && arrays.count > 0;

  function arrayOfRack(rack: number): number {
    const site = racks.partOf(rack);
    const own = arrays.size(site);
    return arrays.first(own > 0 ? site : 0) + Math.floor(((rack - racks.first(site)) * own) / racks.size(site));
  }

  /** The first rack of the site that has an array at or after one of the site. */
  const firstRackOf = (site: number, place: number): number =>
    racks.first(site) + Math.ceil((place * racks.size(site)) / Math.max(1, arrays.size(site)));

  function* racksOf(array: number): Generator<number, void> {
    const site = arrays.partOf(array);
    const place = array - arrays.first(site);
    for (let rack = firstRackOf(site, place); rack < firstRackOf(site, place + 1); rack++) yield rack;
    if (array > 0) return;
    for (let other = 1; other < sites.count; other++) {
      if (arrays.size(other) === 0)
        for (let rack = racks.first(other); rack < racks.first(other + 1); rack++) yield rack;
    }
  }

  function* sourcesOf(array: number): Generator<number, void> {
    if (!isComplete) return;
    for (const rack of racksOf(array)) {
      for (const server of servers.sourcesOf(rack)) {
        if (serverTypes.typeOf(server) !== forDatabases) continue;
        for (const machine of machines.onServers.sourcesOf(server)) {
          const database = databaseMachines.databaseOf(machine);
          if (database !== undefined) yield database;
        }
      }
    }
  }

  const byRank = linkOneTargetEach({
    sources: isComplete ? databases.count : 0,
    targets: graph.nodes('StorageArray').count,
    targetOf: (rank) => arrayOfRack(servers.target(machines.serverOf(databaseMachines.machineOf(rank)))),
    sourcesOf,
    inDegree: (array) => [...sourcesOf(array)].length,
    most: databases.count,
  });
  return renumberLinks(byRank, { sources: isComplete ? databases.order : undefined });
}
