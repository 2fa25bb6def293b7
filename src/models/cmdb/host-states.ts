// The status of what runs on a host. A guest takes over the failures of its host, which are arithmetic on the numbers of both.
import type { GraphContext } from '../../model/definition.ts';
import type { Code } from '../../model/vocabulary.ts';
import { agesOf, oldestSupported } from './ages.ts';
import { statusesOfGuests, statusesOfOldServers, statusesOfServers, statusMask } from './configuration-item.ts';
import { placeContainers } from './structure/container-places.ts';
import { estateOf } from './structure/estate.ts';
import { type Status, status } from './words.ts';

/** Statuses by number. */
export interface HostStates {
  statusOfServer(server: number, age: number): Code<Status>;
  /** `server` is that on which the machine runs, if it is known. */
  statusOfMachine(machine: number, server?: number): Code<Status>;
  /** The status of a container of a cell. */
  statusOfContainer(container: number, cell: number): Code<Status>;
}

const operational = status.code('OPERATIONAL');
const down = status.code('DOWN');
const maintenance = status.code('MAINTENANCE');

/**
 * Servers fail, and are maintained, in groups of neighbours: a server may only if all its machines are in such a group. Most machines are in none,
 * and have no need to know their server, which is slow to find.
 */
const [machinesPerGroup, groupsPerFailing] = [16, 8];

/** Whether a CI with this status runs. */
export function isUp(code: Code<Status>): boolean {
  return code !== down && code !== maintenance;
}

/** The status of what runs on a host: that of a host that does not run, but for what is down itself. */
function followHost(own: Code<Status>, host: Code<Status>): Code<Status> {
  return host === down || (host === maintenance && own !== down) ? host : own;
}

/** Binds the statuses of an estate. What has no host, in a tiny one, has its own. */
export function createHostStates(graph: GraphContext): HostStates {
  const estate = estateOf(graph);
  const { machines, sites } = estate;
  const ages = agesOf(graph);
  const serverDraws = graph.stream('Server/server');
  const machineDraws = graph.stream('VirtualMachine/machine');
  const containerDraws = graph.stream('Container/container');
  const groupDraws = graph.stream('VirtualMachine/group');
  const isHosted = machines.onServers.sources > 0 && sites.count > 0;
  const places = placeContainers(graph, estate);
  const mayFail = (machine: number): boolean =>
    groupDraws.bits(Math.floor(machine / machinesPerGroup)) % groupsPerFailing === 0;

  function canServerFail(server: number): boolean {
    const own = [...machines.onServers.sourcesOf(server)];
    return own.length > 0 ? own.every(mayFail) : groupDraws.bits(server, 1) % groupsPerFailing === 0;
  }

  function statusOfServer(server: number, age: number): Code<Status> {
    const own = (age > oldestSupported ? statusesOfOldServers : statusesOfServers)[
      serverDraws.bits(server) & statusMask
    ]!;
    return isUp(own) || canServerFail(server) ? own : operational;
  }

  function statusOfMachine(machine: number, server?: number): Code<Status> {
    const own = statusesOfGuests[machineDraws.bits(machine) & statusMask]!;
    if (!isHosted || !mayFail(machine)) return own;
    const host = server ?? machines.serverOf(machine);
    return followHost(own, statusOfServer(host, ages.ofServer(host, sites.servers.target(host))));
  }

  return {
    statusOfServer,
    statusOfMachine,
    statusOfContainer(container, cell) {
      const own = statusesOfGuests[containerDraws.bits(container) & statusMask]!;
      const place = places[cell];
      if (!place) return own;
      return followHost(own, statusOfMachine(place.firstTarget + place.links.target(container - place.firstSource)));
    },
  };
}
