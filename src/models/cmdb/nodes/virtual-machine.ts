import { secondsPerDay } from '../../../model/calendar.ts';
import { date } from '../../../model/column/date.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { integer } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { uptimes, youngestGuest } from '../ages.ts';
import { defineCiClass } from '../ci-class.ts';
import { networkAddress } from '../columns/network-address.ts';
import { siteName } from '../columns/site-name.ts';
import { ciColumns } from '../configuration-item.ts';
import { criticalityOfMachines } from '../criticality.ts';
import { createGuestGroups } from '../guest-groups.ts';
import { hostStatesOf } from '../host-states.ts';
import { os } from '../operating-systems.ts';
import { createRackCursor } from '../rack-cursor.ts';
import { estateOf } from '../structure/estate.ts';
import { slotsPerServer } from '../structure/machines.ts';
import { environment } from '../words.ts';

/** The letters in a name, by environment: `pv` is in production. */
const letters = vocabulary('pv', 'sv', 'tv', 'dv');
const role = vocabulary('database', 'kubernetes node');
const [database, node] = [role.code('database'), role.code('kubernetes node')];

export const virtualMachine = defineCiClass({
  label: 'VirtualMachine',
  id: { prefix: 'vm', digits: 7 },
  columns: {
    ...ciColumns('VirtualMachine', { name: siteName(letters, 5), csdmClass: 'cmdb_ci_vm_instance' }),
    role: enumeration(role),
    os: enumeration(os),
    ip: networkAddress(),
    vCpus: integer(),
    memoryGb: integer(),
    createdOn: date(),
    lastBootAt: datetime(),
    datacenter: optional(reference('DataCenter')),
  },
  share: 2_500,
  precedence: 6,
  rows(graph) {
    const { machines } = estateOf(graph);
    const racks = [createRackCursor(graph), createRackCursor(graph)] as const; // neighbours are in two halves of the servers
    const groupOf = createGuestGroups(graph);
    const draws = graph.stream('VirtualMachine/machine');
    const boots = graph.stream('VirtualMachine/lastBootAt');
    const states = hostStatesOf(graph);
    const isHosted = machines.onServers.sources > 0;
    const now = graph.asOfDay * secondsPerDay;
    return (ordinal, cell) => {
      const pool = machines.poolOf(ordinal);
      const where = environment.codes[pool.environment]!;
      const isDatabase = pool.role === 'Database';
      const slot = isHosted ? machines.slotOf(ordinal) : 0;
      const server = Math.floor(slot / slotsPerServer);
      const rack = racks[ordinal % 2]!;
      rack.moveTo(server);
      const bits = draws.bits(ordinal);
      const ageOfServer = rack.ageOf(server);
      const group = groupOf(ordinal, pool.role);
      const oldest = ageOfServer < group.age ? ageOfServer : group.age;
      const isFirst = isDatabase && oldest < ageOfServer;
      const age = isFirst ? oldest : youngestGuest + ((bits >>> 16) % (oldest - youngestGuest));
      cell.id(ordinal);
      cell.name(rack.code.city, rack.code.number, letters.codes[where]!, ordinal);
      cell.type();
      cell.status(states.statusOfMachine(ordinal));
      cell.criticality(criticalityOfMachines[pool.role][where]!);
      cell.environment(where);
      cell.csdmClass();
      cell.role(isDatabase ? database : node);
      cell.os(group.os);
      cell.ip(rack.addressOf(isHosted ? slot : ordinal + 1));
      const vCpus = 4 << ((bits >>> 14) & 1);
      cell.vCpus(vCpus);
      cell.memoryGb(isDatabase ? 8 * vCpus : 4 * vCpus);
      cell.createdOn(graph.asOfDay - age);
      cell.lastBootAt(now - boots.between(uptimes.VirtualMachine.least, uptimes.VirtualMachine.most, ordinal));
      cell.datacenter(isHosted ? rack.site : null);
    };
  },
});
