import { integer } from '../../../model/column/integer.ts';
import { defineRelationship } from '../../../model/definition.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { estateOf } from '../structure/estate.ts';
import {
  branches,
  countRouters,
  isDualHomed,
  kindOfCore,
  linkServers,
  linkUplinks,
  rackOfSwitch,
} from '../structure/network.ts';
import type { Sites } from '../structure/sites.ts';

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
    const { servers, switches } = sites;
    const { a, b, core } = switches;
    const { portOfSwitch, portOfCore } = createPorts(sites);
    const isRouter = (device: number): boolean => {
      const site = core.partOf(device);
      return kindOfCore(sites, site, device - core.first(site)) === 'router';
    };
    return joinLinks<typeof columns>(graph, [
      {
        ...{ from: 'NetworkDevice', to: 'NetworkDevice', links: linkUplinks(sites) },
        write(cell, _row, device) {
          const isSwitch = device < a + b;
          cell.bandwidthMbps(!isSwitch && isRouter(device - a - b) ? 100_000 : 40_000);
          cell.port(isSwitch ? portOfSwitch(device) : portOfCore(device - a - b));
        },
      },
      {
        ...{ from: 'Server', to: 'NetworkDevice', links: linkServers(sites) },
        write(cell, _row, server, device) {
          cell.bandwidthMbps(isDualHomed(sites, server) ? 25_000 : 10_000);
          cell.port(1 + server - servers.first(rackOfSwitch(switches, device)));
        },
      },
    ]);
  },
});

/** Makes the functions that give the port of a core device at which a switch or another core device is. */
function createPorts(sites: Sites) {
  const { racks, switches } = sites;
  const { a, core } = switches;
  return {
    /** Two for each rack of a router, above those for core devices. */
    portOfSwitch(device: number): number {
      const rack = rackOfSwitch(switches, device);
      const site = racks.partOf(rack);
      const slot = device < a ? 1 : 2;
      // The switches of a site without core devices, in a tiny estate, are on the first router of all.
      if (core.size(site) === 0) return branches + core.size(0) + 2 * (racks.size(0) + rack) + slot;
      const place = rack - racks.first(site);
      const routers = countRouters(sites, site);
      const isFirst = (place + slot - 1) % routers === 0;
      return (isFirst ? branches + core.size(site) : 1) + 2 * Math.floor(place / routers) + slot;
    },
    portOfCore(device: number): number {
      const site = core.partOf(device);
      const number = device - core.first(site);
      return number === 0 ? 1 + ((site - 1) % branches) : branches + number;
    },
  };
}
