import type { GraphContext } from '../../model/definition.ts';
import type { Code } from '../../model/vocabulary.ts';
import { listReleases, type Release, tabulateReleases } from './releases.ts';

/** The vendors of servers: a site buys from one. Each has servers with one and with two rack units. Days: when one could order them. */
const vendors = [
  {
    low: [
      ['Dell PowerEdge R640', '2017-07-11'],
      ['Dell PowerEdge R650', '2021-05-04'],
      ['Dell PowerEdge R660', '2023-02-01'],
      ['Dell PowerEdge R670', '2025-03-01'],
    ],
    high: [
      ['Dell PowerEdge R740', '2017-07-11'],
      ['Dell PowerEdge R750', '2021-05-04'],
      ['Dell PowerEdge R760', '2023-02-01'],
      ['Dell PowerEdge R770', '2025-03-01'],
    ],
  },
  {
    low: [
      ['HPE ProLiant DL360 Gen10', '2017-07-11'],
      ['HPE ProLiant DL360 Gen10 Plus', '2021-05-01'],
      ['HPE ProLiant DL360 Gen11', '2023-02-01'],
      ['HPE ProLiant DL360 Gen12', '2025-03-01'],
    ],
    high: [
      ['HPE ProLiant DL380 Gen10', '2017-07-11'],
      ['HPE ProLiant DL380 Gen10 Plus', '2021-05-01'],
      ['HPE ProLiant DL380 Gen11', '2023-02-01'],
      ['HPE ProLiant DL380 Gen12', '2025-03-01'],
    ],
  },
  {
    low: [
      ['Lenovo ThinkSystem SR630', '2017-07-11'],
      ['Lenovo ThinkSystem SR630 V2', '2021-05-01'],
      ['Lenovo ThinkSystem SR630 V3', '2023-02-01'],
      ['Lenovo ThinkSystem SR630 V4', '2025-03-01'],
    ],
    high: [
      ['Lenovo ThinkSystem SR650', '2017-07-11'],
      ['Lenovo ThinkSystem SR650 V2', '2021-05-01'],
      ['Lenovo ThinkSystem SR650 V3', '2023-02-01'],
      ['Lenovo ThinkSystem SR650 V4', '2025-03-01'],
    ],
  },
] as const satisfies readonly Readonly<Record<'low' | 'high', readonly Release[]>>[];

/** The models of servers. */
export const hardwareModel = listReleases(...vendors.flatMap(({ low, high }) => [low, high]));

/** How many cores two processors of a generation have. Each list of models has one of each generation, in this order. */
const coresOfGenerations = [
  [32, 48],
  [48, 64],
  [64, 96],
  [96, 128],
] as const;

/** How many cores a server of a model has, by its code and one random bit. */
export const coresOfModels = hardwareModel.codes.map((code) => coresOfGenerations[code % coresOfGenerations.length]!);

/** Models by vendor and age: `low` for servers with containers, `high` for those with disks. */
export function tabulateHardware({ asOfDay }: GraphContext) {
  return vendors.map(({ low, high }) => ({
    low: tabulateReleases(hardwareModel, low, asOfDay),
    high: tabulateReleases(hardwareModel, high, asOfDay),
  })) satisfies readonly Record<'low' | 'high', readonly Code<string>[]>[];
}
