import { boolean } from '../../../model/column/boolean.ts';
import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { integer, long } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { agesOf } from '../ages.ts';
import { defineCiClass } from '../ci-class.ts';
import { listSiteCodes } from '../cities.ts';
import { networkAddress } from '../columns/network-address.ts';
import { siteName } from '../columns/site-name.ts';
import { ciColumns, statusesOfShared, statusMask, writeState } from '../configuration-item.ts';
import { criticalityOfDevices } from '../criticality.ts';
import {
  deviceType,
  firmware,
  firmwareOf,
  type Kind,
  kinds,
  model,
  nameWord,
  tabulateDevices,
  vendor,
} from '../network-products.ts';
import { entryOf } from '../releases.ts';
import { estateOf } from '../structure/estate.ts';
import { kindOfCore, numberOfCore, rackOfSwitch } from '../structure/network.ts';
import { spreadOverRacks } from '../structure/placed-links.ts';
import { environment, supportGroup } from '../words.ts';

interface Place {
  readonly site: number | null;
  /** The rack in which the device stands. */
  readonly rack: number | null;
  readonly isSwitch: boolean;
  /** The number in the name: among those of its kind at its site. */
  readonly number: number;
  readonly kind: Kind;
  readonly ports: number;
}

/** Makes the function that says what a device is and where it stands. */
function createPlacing(graph: GraphContext): (device: number) => Place {
  const { sites } = estateOf(graph);
  const { a, b, core } = sites.switches;
  const racksOfCore = spreadOverRacks(core, sites.racks);
  return (device) => {
    if (device < a + b) {
      const rack = rackOfSwitch(sites.switches, device);
      const site = sites.racks.partOf(rack);
      const kind = device < a ? kinds['switch a'] : kinds['switch b'];
      return { site, rack, isSwitch: true, number: rack - sites.racks.first(site) + 1, kind, ports: kind.ports };
    }
    const number = device - a - b;
    if (sites.count === 0)
      return {
        site: null,
        rack: null,
        isSwitch: false,
        number: number + 1,
        kind: kinds.router,
        ports: kinds.router.ports,
      };
    const site = core.partOf(number);
    const place = number - core.first(site);
    const kind: Kind = kinds[kindOfCore(sites, site, place)];
    // The first router of a site has a line card of 36 ports for each 12 core devices.
    const ports = place === 0 ? kind.ports * (1 + Math.ceil(core.size(site) / 12)) : kind.ports;
    return {
      site,
      rack: racksOfCore.rackOf(number),
      isSwitch: false,
      number: numberOfCore(sites, site, place),
      kind,
      ports,
    };
  };
}

export const networkDevice = defineCiClass({
  label: 'NetworkDevice',
  id: { prefix: 'net', digits: 6 },
  columns: {
    ...ciColumns('NetworkDevice', { name: siteName(nameWord, 4), csdmClass: 'cmdb_ci_netgear' }),
    deviceType: enumeration(deviceType),
    vendor: enumeration(vendor),
    model: enumeration(model),
    firmware: enumeration(firmware),
    managementIp: networkAddress(),
    ports: integer(),
    throughputBitsPerSecond: long(),
    redundantPower: boolean(),
    installedOn: date(),
    supportGroup: enumeration(supportGroup),
    datacenter: optional(reference('DataCenter')),
    rack: optional(reference('Rack')),
  },
  share: 240,
  precedence: 5,
  rows(graph) {
    const placeOf = createPlacing(graph);
    const productsOf = tabulateDevices(graph);
    const { addresses } = estateOf(graph);
    const codes = listSiteCodes(graph);
    const ages = agesOf(graph);
    const draws = graph.stream('NetworkDevice/device');
    const installations = graph.stream('NetworkDevice/installedOn');
    const production = environment.code('production');
    const group = supportGroup.code('Network');
    return (ordinal, cell) => {
      const { site, rack, isSwitch, number, kind, ports } = placeOf(ordinal);
      const code = codes[site ?? 0]!;
      const bits = draws.bits(ordinal);
      // A switch comes soon after its rack.
      const age = isSwitch
        ? ages.ofRack(rack ?? 0) - 1 - ((bits >>> 24) & 7)
        : ages.ofOther(installations.bits(ordinal), rack ?? 0);
      const products = productsOf[kind.type]!;
      const { vendor: maker, models } = products[(site ?? 0) % products.length]!;
      const bought = models[entryOf(age)]!;
      cell.id(ordinal);
      cell.name(code.city, code.number, kind.word, number);
      writeState(cell, {
        status: statusesOfShared[bits & statusMask]!,
        criticality: isSwitch ? criticalityOfDevices.rackSwitch : criticalityOfDevices.core,
        environment: production,
      });
      cell.deviceType(kind.type);
      cell.vendor(maker);
      cell.model(bought);
      cell.firmware(firmwareOf(bought, bits >>> 10));
      cell.managementIp(addresses.ofDevice(ordinal, site ?? 0));
      cell.ports(ports);
      cell.throughputBitsPerSecond(kind.bitsPerSecond ?? ports * kind.portBitsPerSecond);
      cell.redundantPower(!isSwitch || ((bits >>> 17) & 3) !== 0);
      cell.installedOn(graph.asOfDay - age);
      cell.supportGroup(group);
      cell.datacenter(site);
      cell.rack(rack);
    };
  },
});
