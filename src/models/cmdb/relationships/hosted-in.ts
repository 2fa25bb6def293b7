import { integer } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import { defineRelationship } from '../../../model/definition.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import { linkDirt } from '../dirt/links.ts';
import { estateOf } from '../structure/estate.ts';
import { linkDevicesToRacks } from '../structure/network.ts';
import { linkShares, spreadOverRacks } from '../structure/placed-links.ts';
import { type Sites, units } from '../structure/sites.ts';

const columns = { rackUnit: optional(integer()) };

/** Racks stand in data centers; servers, network devices and storage arrays in racks, at the lowest unit that they take. No unit is used twice. */
export const hostedIn = defineRelationship({
  type: 'HOSTED_IN',
  columns,
  rows(graph) {
    const { sites } = estateOf(graph);
    const { servers, racks, switches, serverUnits } = sites;
    const { a, b, core } = switches;
    const { links: places, originalOf } = linkDirt(graph, 'Server', servers);
    const cores = spreadOverRacks(core, racks);
    const unitOfDevice = (device: number): number => {
      if (device >= a + b) return units.core - cores.levelOf(device - a - b);
      return device < a ? units.switchA : units.switchB;
    };
    return joinLinks<typeof columns>(graph, [
      {
        ...{ from: 'Rack', to: 'DataCenter', links: linkShares(racks, graph.nodes('DataCenter').count) },
        write: (cell) => cell.rackUnit(null),
      },
      {
        ...{ from: 'NetworkDevice', to: 'Rack', links: linkDevicesToRacks(sites) },
        write: (cell, _row, device) => cell.rackUnit(unitOfDevice(device)),
      },
      {
        ...{ from: 'StorageArray', to: 'Rack', links: linkArrays(sites) },
        write: (cell) => cell.rackUnit(units.storage),
      },
      {
        ...{ from: 'Server', to: 'Rack', links: places },
        write: (cell, _row, server, rack) =>
          cell.rackUnit(1 + (originalOf(server) - servers.first(rack)) * serverUnits),
      },
    ]);
  },
});

/** Storage arrays with the racks in which they stand. */
function linkArrays({ arrays, racks }: Sites) {
  const places = spreadOverRacks(arrays, racks);
  return linkOneTargetEach({
    sources: arrays.count,
    targets: racks.count,
    targetOf: places.rackOf,
    sourcesOf: places.thingsIn,
    inDegree: places.countIn,
    most: places.most,
  });
}
