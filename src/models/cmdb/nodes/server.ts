import { secondsPerDay } from '../../../model/calendar.ts';
import { boolean } from '../../../model/column/boolean.ts';
import { date } from '../../../model/column/date.ts';
import { datetime } from '../../../model/column/datetime.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { integer } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { oldestServer, oldestSupported, uptimes } from '../ages.ts';
import { defineCiClass } from '../ci-class.ts';
import { networkAddress } from '../columns/network-address.ts';
import { siteName } from '../columns/site-name.ts';
import { ciColumns } from '../configuration-item.ts';
import { criticalityOfServers, placeOfServer } from '../criticality.ts';
import { coresOfModels, hardwareModel, tabulateHardware } from '../hardware.ts';
import { hostStatesOf } from '../host-states.ts';
import { hypervisors, os, osMask, tabulateFamily, tabulateOs } from '../operating-systems.ts';
import { createRackCursor } from '../rack-cursor.ts';
import { entryOf } from '../releases.ts';
import { estateOf } from '../structure/estate.ts';
import { slotsPerServer } from '../structure/machines.ts';
import { isDualHomed } from '../structure/network.ts';
import { serverType } from '../structure/server-types.ts';
import { lifecycle, status, supportGroup } from '../words.ts';

/** The letters of an environment and of a type of servers: `pd` is a database server in production. */
const letters = vocabulary('pc', 'pd', 'pb', 'sc', 'sd', 'sb', 'tc', 'td', 'tb', 'dc', 'dd', 'db');
const csdmClass = vocabulary('cmdb_ci_linux_server', 'cmdb_ci_win_server', 'cmdb_ci_esx_server');
const classOfOs = os.words.map((name) =>
  csdmClass.code(
    name.startsWith('Windows')
      ? 'cmdb_ci_win_server'
      : name.startsWith('VMware')
        ? 'cmdb_ci_esx_server'
        : 'cmdb_ci_linux_server',
  ),
);

const backup = serverType.code('Backup');
const decommissioning = status.code('DECOMMISSIONING');
const retiring = lifecycle.code('retiring');

/** A warranty lasts five years. */
const warrantyDays = 1_826;

/** The stage of a server's life by its age. It has its last year after the warranty. */
const lifecycleOfAge = Array.from({ length: oldestServer + 1 }, (_, age) =>
  lifecycle.code(age <= warrantyDays ? 'in use' : age <= oldestSupported ? 'end of support' : 'end of life'),
);

export const server = defineCiClass({
  label: 'Server',
  id: { prefix: 'srv', digits: 7 },
  columns: {
    ...ciColumns('Server', { name: siteName(letters, 5), csdmClass: '' }),
    csdmClass: enumeration(csdmClass),
    serverType: enumeration(serverType),
    os: enumeration(os),
    hardwareModel: enumeration(hardwareModel),
    ip: networkAddress(),
    cpuCores: integer(),
    memoryGb: integer(),
    purchasedOn: date(),
    warrantyUntil: date(),
    lifecycle: enumeration(lifecycle),
    lastBootAt: datetime(),
    dualHomed: boolean(),
    supportGroup: enumeration(supportGroup),
    datacenter: optional(reference('DataCenter')),
  },
  share: 'rest',
  precedence: 1,
  rows(graph) {
    const { sites, serverTypes } = estateOf(graph);
    const rack = createRackCursor(graph);
    const { osOfHosts, osOfBackups, modelsOf } = tabulateMachines(graph);
    const draws = graph.stream('Server/server');
    const boots = graph.stream('Server/lastBootAt');
    const states = hostStatesOf(graph);
    const now = graph.asOfDay * secondsPerDay;
    return (ordinal, cell) => {
      const type = serverTypes.typeOf(ordinal);
      const where = serverTypes.environmentOf(ordinal);
      const place = placeOfServer(where, type);
      rack.moveTo(ordinal);
      const age = rack.ageOf(ordinal);
      const bits = draws.bits(ordinal);
      const site = rack.site ?? 0;
      const entry = entryOf(age);
      const systems = type === backup ? osOfBackups[(bits >>> 10) & osMask]! : osOfHosts[site % osOfHosts.length]!;
      const system = systems[entry]!;
      const hardware = modelsOf[site % modelsOf.length]![type]![entry]!;
      const cpuCores = coresOfModels[hardware]![(bits >>> 14) & 1]!;
      const state = states.statusOfServer(ordinal, age);
      cell.id(ordinal);
      cell.name(rack.code.city, rack.code.number, letters.codes[place]!, ordinal);
      cell.type();
      cell.status(state);
      cell.criticality(criticalityOfServers[place]!);
      cell.environment(where);
      cell.csdmClass(classOfOs[system]!);
      cell.serverType(type);
      cell.os(system);
      cell.hardwareModel(hardware);
      cell.ip(rack.addressOf(ordinal * slotsPerServer));
      cell.cpuCores(cpuCores);
      cell.memoryGb((cpuCores * 12) << ((bits >>> 15) & 1));
      cell.purchasedOn(graph.asOfDay - age);
      cell.warrantyUntil(graph.asOfDay - age + warrantyDays);
      cell.lifecycle(state === decommissioning ? retiring : lifecycleOfAge[age]!);
      cell.lastBootAt(now - boots.between(uptimes.Server.least, uptimes.Server.most, ordinal));
      cell.dualHomed(isDualHomed(sites, ordinal));
      cell.supportGroup(supportGroup.codes[type]!);
      cell.datacenter(rack.site);
    };
  },
});

/** Operating systems of hosts by data center and those of backup servers, and hardware by vendor and type. */
function tabulateMachines(graph: GraphContext) {
  return {
    osOfHosts: hypervisors.map((family) => tabulateFamily(graph, family)),
    osOfBackups: tabulateOs(graph, { rhel: 8, sles: 3, windows: 5 }),
    // A server of one rack unit has no room for many disks.
    modelsOf: tabulateHardware(graph).map(({ low, high }) => {
      const large = estateOf(graph).sites.serverUnits > 1 ? high : low;
      return [low, large, large];
    }),
  };
}
