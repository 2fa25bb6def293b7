// How critical hosts and devices are, and each CI that is monitored.
import type { GraphContext } from '../../model/definition.ts';
import type { Code } from '../../model/vocabulary.ts';
import { criticalityOfCell } from './agreement.ts';
import { estateOf } from './structure/estate.ts';
import { applicationLabels } from './structure/layout.ts';
import { serverType } from './structure/server-types.ts';
import { type Criticality, criticality } from './words.ts';

/** Of servers, by environment and type: `placeOfServer`. */
export const criticalityOfServers = [
  ...encode('HIGH', 'CRITICAL', 'MEDIUM'),
  ...encode('MEDIUM', 'MEDIUM', 'MEDIUM'),
  ...encode('LOW', 'LOW', 'LOW'),
  ...encode('LOW', 'LOW', 'LOW'),
];

/** Of virtual machines by their role, by environment. */
export const criticalityOfMachines = {
  Database: encode('CRITICAL', 'MEDIUM', 'LOW', 'LOW'),
  Compute: encode('HIGH', 'MEDIUM', 'LOW', 'LOW'),
} as const;

/** Of network devices. */
export const criticalityOfDevices = { rackSwitch: criticality.code('HIGH'), core: criticality.code('CRITICAL') };

/** The place of a server in tables by environment and type. */
export function placeOfServer(environment: number, type: number): number {
  return environment * serverType.codes.length + type;
}

/** The classes that are monitored. */
export type MonitoredLabel = keyof ReturnType<typeof createCriticalities>;

/** Makes the functions that give the criticality of a CI of a class by its number. */
export function createCriticalities(graph: GraphContext) {
  const { cells, layout, instances, machines, serverTypes, sites } = estateOf(graph);
  const ofCells = cells.map(criticalityOfCell);
  const { a, b } = sites.switches;
  const ofLayouts = ([...applicationLabels, 'Database', 'BusinessService'] as const).map(
    (label) => [label, (number: number) => ofCells[layout(label).partOf(layout(label).rankOf(number))]!] as const,
  );
  return {
    ...(Object.fromEntries(ofLayouts) as Record<(typeof ofLayouts)[number][0], (number: number) => Code<Criticality>>),
    Container: (number: number) => ofCells[instances.segmentOf(number).cell]!,
    VirtualMachine(number: number) {
      const { role, environment } = machines.poolOf(number);
      return criticalityOfMachines[role][environment]!;
    },
    Server: (number: number) =>
      criticalityOfServers[placeOfServer(serverTypes.environmentOf(number), serverTypes.typeOf(number))]!,
    NetworkDevice: (number: number) => (number < a + b ? criticalityOfDevices.rackSwitch : criticalityOfDevices.core),
  };
}

function encode(...words: Criticality[]): readonly Code<Criticality>[] {
  return words.map(criticality.code);
}
