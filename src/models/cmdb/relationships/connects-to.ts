import { integer } from '../../../model/column/integer.ts';
import { defineRelationship } from '../../../model/definition.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { estateOf } from '../structure/estate.ts';
import { branches, linkServers, linkUplinks } from '../structure/network.ts';

const columns = { bandwidthMbps: integer(), port: integer() };

/**
 * Servers are connected to the switch A of their rack, and three of five to its switch B, too. Switches are connected to a core device of their site, and
 * core devices to one nearer to the first. The port is that of the switch or core device.
 */
export const connectsTo = defineRelationship({
  type: 'CONNECTS_TO',
  columns,
  rows(graph) {
    const { sites } = estateOf(graph);
    const { racks, servers, switches } = sites;
    const { a, b, core } = switches;
    const toServers = linkServers(sites);
    /** The rack of a switch. */
    const rackOf = (device: number): number => (device < a ? device : device - a);
    /** The port of a core device that a switch has: each rack of the site has two, above those for core devices. */
    const portOfSwitch = (device: number): number => {
      const rack = rackOf(device);
      const site = racks.partOf(rack);
      const own = core.size(site) > 0 ? site : 0; // a tiny estate has sites without core devices
      const number = own === site ? rack - racks.first(site) : rack;
      return branches + core.size(own) + 2 * number + (device < a ? 1 : 2);
    };
    const portOfCore = (device: number): number => {
      const site = core.partOf(device);
      const number = device - core.first(site);
      return number === 0 ? 1 + ((site - 1) % branches) : branches + number;
    };
    return joinLinks<typeof columns>(graph, [
      {
        ...{ from: 'NetworkDevice', to: 'NetworkDevice', links: linkUplinks(sites) },
        write(cell, _row, device) {
          const isSwitch = device < a + b;
          cell.bandwidthMbps(isSwitch ? 40_000 : 100_000);
          cell.port(isSwitch ? portOfSwitch(device) : portOfCore(device - a - b));
        },
      },
      {
        ...{ from: 'Server', to: 'NetworkDevice', links: toServers },
        write(cell, row, server, device) {
          cell.bandwidthMbps(toServers.slot(row) === 0 ? 10_000 : 25_000);
          cell.port(1 + server - servers.first(rackOf(device)));
        },
      },
    ]);
  },
});
