import { boolean } from '../../../model/column/boolean.ts';
import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { integer, long } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import { version } from '../../../model/column/version.ts';
import type { GraphContext } from '../../../model/definition.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { agesOf } from '../ages.ts';
import { defineCiClass } from '../ci-class.ts';
import { listSiteCodes } from '../cities.ts';
import { networkAddress } from '../columns/network-address.ts';
import { siteName } from '../columns/site-name.ts';
import { ciColumns, statusesOfShared, statusMask, writeState } from '../configuration-item.ts';
import { criticalityOfDevices } from '../criticality.ts';
import { estateOf } from '../structure/estate.ts';
import { kindOfCore, rackOfSwitch } from '../structure/network.ts';
import { spreadOverRacks } from '../structure/placed-links.ts';
import { environment, supportGroup } from '../words.ts';

const nameWord = vocabulary('-sw-a-', '-sw-b-', '-rtr-', '-fw-', '-lb-');
const deviceType = vocabulary('rack switch', 'router', 'firewall', 'load balancer');
const vendor = vocabulary('Arista', 'Cisco', 'Juniper', 'Palo Alto Networks', 'Fortinet', 'F5');
const model = vocabulary(
  ...(['DCS-7050SX3', 'Nexus 93180YC', 'QFX5120', 'DCS-7280R3', 'ASR 9901', 'MX304'] as const),
  ...(['PA-5430', 'FortiGate 1800F', 'BIG-IP r5800'] as const),
);

type Kind = readonly [
  word: (typeof nameWord.words)[number],
  type: (typeof deviceType.words)[number],
  ports: number,
  gigabits: number,
  products: readonly (readonly [(typeof vendor.words)[number], (typeof model.words)[number]])[],
];

/** What a device can be; a site buys one of the products. The first two stand in racks, the others are the core of a site. */
const kinds = (
  [
    ...(['-sw-a-', '-sw-b-'] as const).map(
      (word): Kind => [
        word,
        'rack switch',
        48,
        25,
        [
          ['Arista', 'DCS-7050SX3'],
          ['Cisco', 'Nexus 93180YC'],
          ['Juniper', 'QFX5120'],
        ],
      ],
    ),
    [
      '-rtr-',
      'router',
      36,
      100,
      [
        ['Arista', 'DCS-7280R3'],
        ['Cisco', 'ASR 9901'],
        ['Juniper', 'MX304'],
      ],
    ],
    [
      '-fw-',
      'firewall',
      24,
      40,
      [
        ['Palo Alto Networks', 'PA-5430'],
        ['Fortinet', 'FortiGate 1800F'],
      ],
    ],
    ['-lb-', 'load balancer', 12, 40, [['F5', 'BIG-IP r5800']]],
  ] satisfies readonly Kind[]
).map(([word, type, ports, gigabits, products]) => ({
  word: nameWord.code(word),
  type: deviceType.code(type),
  ...{ ports, bitsPerSecond: gigabits * 1_000_000_000 },
  products: products.map(([maker, name]) => ({ vendor: vendor.code(maker), model: model.code(name) })),
}));

const [, , router, firewall, loadBalancer] = kinds;
const coreKinds = { router: router!, firewall: firewall!, 'load balancer': loadBalancer! };

interface Place {
  readonly site: number | null;
  /** The rack of a rack switch. */
  readonly rack: number | null;
  /** The rack in which the device stands. */
  readonly standsIn: number;
  /** The number in the name. */
  readonly number: number;
  readonly kind: (typeof kinds)[number];
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
      const kind = kinds[device < a ? 0 : 1]!;
      return { site, rack, standsIn: rack, number: rack - sites.racks.first(site) + 1, kind, ports: kind.ports };
    }
    const number = device - a - b;
    if (sites.count === 0)
      return { site: null, rack: null, standsIn: 0, number: number + 1, kind: router!, ports: router!.ports };
    const site = core.partOf(number);
    const place = number - core.first(site);
    const kind = coreKinds[kindOfCore(sites, site, place)];
    // The first router of a site has a line card of 36 ports for each 12 core devices.
    const ports = place === 0 ? kind.ports * (1 + Math.ceil(core.size(site) / 12)) : kind.ports;
    return { site, rack: null, standsIn: racksOfCore.rackOf(number), number: place + 1, kind, ports };
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
    firmware: version(),
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
    const { addresses } = estateOf(graph);
    const codes = listSiteCodes(graph);
    const ages = agesOf(graph);
    const draws = graph.stream('NetworkDevice/device');
    const installations = graph.stream('NetworkDevice/installedOn');
    const production = environment.code('production');
    const group = supportGroup.code('Network');
    return (ordinal, cell) => {
      const { site, rack, standsIn, number, kind, ports } = placeOf(ordinal);
      const code = codes[site ?? 0]!;
      const bits = draws.bits(ordinal);
      const product = kind.products[(site ?? 0) % kind.products.length]!;
      // A switch comes soon after its rack.
      const age =
        rack === null
          ? ages.ofOther(installations.bits(ordinal), standsIn)
          : ages.ofRack(rack) - 1 - ((bits >>> 24) & 7);
      cell.id(ordinal);
      cell.name(code.city, code.number, kind.word, number);
      writeState(cell, {
        status: statusesOfShared[bits & statusMask]!,
        criticality: rack === null ? criticalityOfDevices.core : criticalityOfDevices.rackSwitch,
        environment: production,
      });
      cell.deviceType(kind.type);
      cell.vendor(product.vendor);
      cell.model(product.model);
      cell.firmware(7 + ((2_700 - age) >> 8), (bits >>> 10) & 7, (bits >>> 13) & 15);
      cell.managementIp(addresses.ofDevice(ordinal, site ?? 0));
      cell.ports(ports);
      cell.throughputBitsPerSecond(kind.bitsPerSecond);
      cell.redundantPower(rack === null || ((bits >>> 17) & 3) !== 0);
      cell.installedOn(graph.asOfDay - age);
      cell.supportGroup(group);
      cell.datacenter(site);
      cell.rack(rack);
    };
  },
});
