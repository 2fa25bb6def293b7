// The status of what runs on a host. A guest takes over the failures of its host, which are arithmetic on the numbers of both.
import type { GraphContext } from '../../model/definition.ts';
import { onceFor } from '../../model/once.ts';
import type { Code } from '../../model/vocabulary.ts';
import { agesOf, oldestSupported } from './ages.ts';
import {
  down,
  maintenance,
  operational,
  statusesOfContainers,
  statusesOfGuests,
  statusesOfOldServers,
  statusesOfServers,
  statusMask,
} from './configuration-item.ts';
import { createMachineLookup } from './structure/container-places.ts';
import { estateOf } from './structure/estate.ts';
import { type Status, status } from './words.ts';

/** Statuses by number. */
export interface HostStates {
  statusOfServer(server: number, age: number): Code<Status>;
  statusOfMachine(machine: number): Code<Status>;
  /** The status of a container of a cell. */
  statusOfContainer(container: number, cell: number): Code<Status>;
}

/**
 * Servers fail, and are maintained, in groups of neighbours: a server may only if all its machines are in such a group. Most machines are in none,
 * and have no need to know their server, which is slow to find.
 */
const [machinesPerGroup, groupsPerFailing] = [16, 8];

/** The statuses of so many machines are remembered, a byte each: containers, applications and databases ask for them in no order. */
const mostRemembered = 4_194_304;
const unknown = 255;

/** Whether a CI with this status runs. */
export function isUp(code: Code<Status>): boolean {
  return code !== down && code !== maintenance;
}

/** The status of what stands on something: that of what does not run, except where it is down itself. */
export function followHost(own: Code<Status>, host: Code<Status>): Code<Status> {
  return host === down || (host === maintenance && own !== down) ? host : own;
}

/** The statuses of the estate that a graph is. What has no host, in a tiny one, has its own. */
export const hostStatesOf = onceFor(createHostStates);

function createHostStates(graph: GraphContext): HostStates {
  const estate = estateOf(graph);
  const { machines, sites } = estate;
  const ages = agesOf(graph);
  const serverDraws = graph.stream('Server/server');
  const machineDraws = graph.stream('VirtualMachine/machine');
  const containerDraws = graph.stream('Container/container');
  const groupDraws = graph.stream('VirtualMachine/group');
  const isHosted = machines.onServers.sources > 0 && sites.count > 0;
  const machineOf = createMachineLookup(graph, estate);
  const mayFail = (machine: number): boolean =>
    groupDraws.bits(Math.floor(machine / machinesPerGroup)) % groupsPerFailing === 0;

  function canServerFail(server: number): boolean {
    return machines.everyOn(server, mayFail) ?? groupDraws.bits(server, 1) % groupsPerFailing === 0;
  }

  function statusOfServer(server: number, age: number): Code<Status> {
    const own = (age > oldestSupported ? statusesOfOldServers : statusesOfServers)[
      serverDraws.bits(server) & statusMask
    ]!;
    return isUp(own) || canServerFail(server) ? own : operational;
  }

  function findStatusOfMachine(machine: number): Code<Status> {
    const own = statusesOfGuests[machineDraws.bits(machine) & statusMask]!;
    if (!isHosted || !mayFail(machine)) return own;
    const host = machines.serverOf(machine);
    return followHost(own, statusOfServer(host, ages.ofServer(host, sites.servers.target(host))));
  }

  const statusOfMachine = rememberStatuses(graph.nodes('VirtualMachine').count, findStatusOfMachine);
  return {
    statusOfServer,
    statusOfMachine,
    statusOfContainer(container, cell) {
      const own = statusesOfContainers[containerDraws.bits(container) & statusMask]!;
      const machine = machineOf(container, cell);
      return machine < 0 ? own : followHost(own, statusOfMachine(machine));
    },
  };
}

/** Remembers the statuses of the first machines. Those of a group are found together, because neighbours share what is slow to find. */
function rememberStatuses(
  machines: number,
  find: (machine: number) => Code<Status>,
): (machine: number) => Code<Status> {
  const remembered = new Uint8Array(Math.min(machines, mostRemembered)).fill(unknown);

  function rememberGroup(machine: number): void {
    const first = machine - (machine % machinesPerGroup);
    const end = Math.min(first + machinesPerGroup, remembered.length);
    for (let neighbour = first; neighbour < end; neighbour++) remembered[neighbour] = find(neighbour);
  }

  return (machine) => {
    if (machine >= remembered.length) return find(machine);
    if (remembered[machine] === unknown) rememberGroup(machine);
    return status.codes[remembered[machine]!]!;
  };
}
