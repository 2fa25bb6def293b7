// What a network device can be, and the products that a data center buys for it.
import type { GraphContext } from '../../model/definition.ts';
import { vocabulary } from '../../model/vocabulary.ts';
import { listProducts, type Product, tabulateProducts } from './products.ts';

export const nameWord = vocabulary('-sw-a-', '-sw-b-', '-rtr-', '-fw-', '-lb-');
export const deviceType = vocabulary('rack switch', 'router', 'firewall', 'load balancer');
export const vendor = vocabulary('Arista', 'Cisco', 'Juniper', 'Palo Alto Networks', 'Fortinet', 'F5');

type DeviceType = (typeof deviceType.words)[number];
type Vendor = (typeof vendor.words)[number];

/** The products by device type and vendor: a data center buys each type from one vendor. Routers have line cards of 36 ports. */
const products: Readonly<Record<DeviceType, Readonly<Partial<Record<Vendor, readonly Product[]>>>>> = {
  'rack switch': {
    Arista: [['DCS-7050SX3-48YC8', '2018-05-01', ['4.30.6M', '4.31.4M', '4.32.3M', '4.33.1F']]],
    Cisco: [
      ['Nexus 93180YC-FX', '2017-06-01', ['9.3(13)', '10.2(7)', '10.3(5)']],
      ['Nexus 93180YC-FX3', '2020-11-01', ['10.2(7)', '10.3(5)', '10.4(3)']],
    ],
    Juniper: [['QFX5120-48Y', '2018-06-01', ['21.4R3-S5', '22.2R3-S3', '22.4R3-S2', '23.4R2']]],
  },
  router: {
    Arista: [['DCS-7508R3', '2019-01-01', ['4.30.6M', '4.31.4M', '4.32.3M']]],
    Cisco: [['NCS 5508', '2015-11-01', ['7.5.2', '7.7.2', '7.9.2', '7.11.2']]],
    Juniper: [['PTX10008', '2017-06-01', ['21.4R3-EVO', '22.2R3-EVO', '22.4R3-EVO', '23.2R2-EVO']]],
  },
  firewall: {
    'Palo Alto Networks': [
      ['PA-5260', '2017-02-07', ['10.1.14', '10.2.10', '11.1.4']],
      ['PA-5430', '2022-02-01', ['10.2.10', '11.1.4', '11.1.6', '11.2.4']],
    ],
    Fortinet: [
      ['FortiGate 1500D', '2014-06-01', ['7.0.15', '7.2.8', '7.2.10']],
      ['FortiGate 1800F', '2020-03-01', ['7.0.15', '7.2.10', '7.4.5']],
    ],
  },
  'load balancer': {
    F5: [
      ['BIG-IP i5800', '2016-11-01', ['15.1.10', '16.1.5', '17.1.1']],
      ['BIG-IP r5800', '2022-02-01', ['15.1.10', '17.1.0', '17.1.1']],
    ],
  },
};

const list = listProducts(Object.values(products).flatMap((makers) => Object.values(makers).flat()));
export const { model, firmware, firmwareOf } = list;

/** A kind of network device. */
export interface Kind {
  /** Its part of a name. */
  readonly word: (typeof nameWord.codes)[number];
  readonly type: (typeof deviceType.codes)[number];
  /** How many ports a device has, or a line card of a router. */
  readonly ports: number;
  readonly portBitsPerSecond: number;
  /** What it can process; undefined for one that forwards what all its ports receive. */
  readonly bitsPerSecond?: number;
}

const gigabit = 1_000_000_000;
const rackSwitch = { type: deviceType.code('rack switch'), ports: 48, portBitsPerSecond: 25 * gigabit };

/** The kinds of devices. The switches are those of racks, the others are the core of a data center. */
export const kinds = {
  'switch a': { word: nameWord.code('-sw-a-'), ...rackSwitch },
  'switch b': { word: nameWord.code('-sw-b-'), ...rackSwitch },
  router: {
    ...{ word: nameWord.code('-rtr-'), type: deviceType.code('router') },
    ...{ ports: 36, portBitsPerSecond: 100 * gigabit },
  },
  firewall: {
    ...{ word: nameWord.code('-fw-'), type: deviceType.code('firewall') },
    ...{ ports: 24, portBitsPerSecond: 40 * gigabit, bitsPerSecond: 60 * gigabit },
  },
  'load balancer': {
    ...{ word: nameWord.code('-lb-'), type: deviceType.code('load balancer') },
    ...{ ports: 12, portBitsPerSecond: 40 * gigabit, bitsPerSecond: 60 * gigabit },
  },
} satisfies Readonly<Record<string, Kind>>;

/** The vendors of each device type, with their models by `entryOf` of an age. */
export function tabulateDevices({ asOfDay }: GraphContext) {
  return deviceType.words.map((type) =>
    Object.entries(products[type]).map(([maker, own]) => ({
      vendor: vendor.code(maker as Vendor), // a key of the record
      models: tabulateProducts(list, own, asOfDay),
    })),
  );
}
