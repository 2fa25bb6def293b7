import { integer } from '../../../model/column/integer.ts';
import { defineRelationship, type GraphContext, type RelationshipRows } from '../../../model/definition.ts';
import { createFanOut } from '../../../model/fan-out.ts';
import { joinSections } from '../../../model/section.ts';
import { createNetwork } from '../network.ts';
import { createServerPlacement } from '../placement.ts';

const columns = { bandwidthMbps: integer(), port: integer() };
type Rows = RelationshipRows<typeof columns>;

/** A server connects to one device of its data center, every fourth server to two. */
const linksOfServers = [1, 1, 1, 2];

/**
 * Servers connect to network devices of their data center. A device connects to one nearer to the core of its data center, and
 * a core to an earlier core.
 */
export const connectsTo = defineRelationship({
  type: 'CONNECTS_TO',
  columns,
  rows: (graph) => joinSections([createUplinks(graph), createServerLinks(graph)]),
});

function createUplinks(graph: GraphContext): Rows {
  const devices = graph.nodes('NetworkDevice');
  const network = createNetwork(graph);
  const targets = graph.stream('CONNECTS_TO/uplink');
  const ports = graph.stream('CONNECTS_TO/uplinkPort');
  return {
    count: Math.max(0, devices.count - 1),
    row(ordinal, cell) {
      const device = ordinal + 1; // the first device is the root of the network
      const center = network.dataCenterOf(device);
      const number = network.numberOf(device);
      const target =
        number === 0
          ? network.deviceIn(targets.below(center, device), 0)
          : network.deviceIn(center, targets.below(Math.ceil(number / 4), device));
      cell.ends(devices.base + device, devices.base + target);
      cell.bandwidthMbps(number === 0 ? 100_000 : 40_000);
      cell.port(ports.between(1, 96, device));
    },
  };
}

function createServerLinks(graph: GraphContext): Rows {
  const servers = graph.nodes('Server');
  const devices = graph.nodes('NetworkDevice');
  const network = createNetwork(graph);
  const placeServer = createServerPlacement(graph);
  const centers = graph.nodes('DataCenter').count;
  // With fewer than two devices in a data center there is no second one to connect to.
  const links = createFanOut(devices.count >= 2 * centers ? linksOfServers : [1], servers.count);
  const first = graph.stream('CONNECTS_TO/device');
  const ports = graph.stream('CONNECTS_TO/port');
  return {
    count: centers > 0 && devices.count >= centers ? links.rows : 0,
    row(ordinal, cell) {
      const server = links.source(ordinal);
      const center = placeServer(server);
      const size = network.countIn(center);
      const number = (first.below(size, server) + links.slot(ordinal)) % size;
      cell.ends(servers.base + server, devices.base + network.deviceIn(center, number));
      cell.bandwidthMbps(links.slot(ordinal) === 0 ? 10_000 : 25_000);
      cell.port(ports.between(1, 96, ordinal));
    },
  };
}
