import type { GraphContext } from '../../../model/definition.ts';
import { once, onceFor } from '../../../model/once.ts';
import type { Code } from '../../../model/vocabulary.ts';
import { createApplicationStatus, streamOfApplications } from '../application-states.ts';
import {
  degraded,
  down,
  operational,
  statusesOfApplications,
  statusesOfContainers,
  statusesOfGuests,
  statusesOfOldServers,
  statusesOfServers,
  statusesOfShared,
  statusMask,
} from '../configuration-item.ts';
import type { MonitoredLabel } from '../criticality.ts';
import { databaseDraws } from '../database-engines.ts';
import { hostStatesOf } from '../host-states.ts';
import { createDatabaseStatus } from '../nodes/database.ts';
import { createRackCursor } from '../rack-cursor.ts';
import { createServiceStatus } from '../service-states.ts';
import { estateOf } from '../structure/estate.ts';
import { applicationLabels } from '../structure/layout.ts';
import type { Status } from '../words.ts';

/** The statuses of CIs that are monitored, by their numbers in their classes. */
export interface MonitoredStatuses {
  statusOf(label: MonitoredLabel, number: number): Code<Status>;
  /** Whether a CI is DEGRADED by its own draw. For most CIs, which are not, this is faster than `statusOf`. */
  isDegraded(label: MonitoredLabel, number: number): boolean;
  /** Whether a CI is DOWN; of a machine or a container, whether it is so by its own draw and not only because its host is. */
  hasFailed(label: MonitoredLabel, number: number): boolean;
}

type StatusOf = (number: number) => Code<Status>;

/** The draw that decides the status that a CI has without its host, and the tables of statuses by the lowest bits of the draw. */
interface OwnStatus {
  bits(number: number): number;
  readonly tables: readonly (readonly Code<Status>[])[];
}

/** Classes whose CIs fail by themselves. Others are DOWN because of their machines or containers. */
const failingClasses: readonly string[] = ['Server', 'VirtualMachine', 'Container'];

/** The statuses of the estate that a graph is. */
export const monitoredStatusesOf = onceFor((graph: GraphContext): MonitoredStatuses => {
  const statuses = listStatuses(graph);
  const own = Object.entries(listOwn(graph));
  const mayDegrade = new Map(own.map(([label, status]) => [label, createDrawTest(status, degraded)]));
  const mayFail = new Map(
    own.map(([label, status]) => [label, failingClasses.includes(label) ? createDrawTest(status, down) : () => true]),
  );
  const statusOf = (label: MonitoredLabel, number: number): Code<Status> => statuses[label](number);
  return {
    statusOf,
    isDegraded: (label, number) => mayDegrade.get(label)!(number) && statusOf(label, number) === degraded,
    hasFailed: (label, number) => mayFail.get(label)!(number) && statusOf(label, number) === down,
  };
});

/** The functions that give the status of a CI, by class. */
function listStatuses(graph: GraphContext): Readonly<Record<MonitoredLabel, StatusOf>> {
  const { instances } = estateOf(graph);
  const states = hostStatesOf(graph);
  const rack = createRackCursor(graph);
  const devices = graph.stream('NetworkDevice/device');
  const applications = applicationLabels.map(
    (label) => [label, lazily(() => createApplicationStatus(graph, label))] as const,
  );
  return {
    ...(Object.fromEntries(applications) as Record<(typeof applicationLabels)[number], StatusOf>),
    BusinessService: lazily(() => createServiceStatus(graph)),
    Database: lazily(() => createDatabaseStatus(graph)),
    VirtualMachine: states.statusOfMachine,
    Container: (number) => states.statusOfContainer(number, instances.segmentOf(number).cell),
    Server(number) {
      rack.moveTo(number);
      return states.statusOfServer(number, rack.ageOf(number));
    },
    NetworkDevice: (number) => statusesOfShared[devices.bits(number) & statusMask]!,
  };
}

/** The draws of the classes. */
function listOwn(graph: GraphContext): Readonly<Record<MonitoredLabel, OwnStatus>> {
  const { rankOf } = estateOf(graph).layout('Database');
  const databases = graph.stream(databaseDraws);
  const drawn = (stream: string, ...tables: OwnStatus['tables'][number][]): OwnStatus => {
    const draws = graph.stream(stream);
    return { bits: (number) => draws.bits(number), tables };
  };
  const applications = applicationLabels.map((label): readonly [string, OwnStatus] => {
    const draws = streamOfApplications(graph, label);
    return [label, { bits: (number) => draws.bits(number), tables: [statusesOfApplications] }];
  });
  return {
    ...(Object.fromEntries(applications) as Record<(typeof applicationLabels)[number], OwnStatus>),
    BusinessService: { bits: () => 0, tables: [[operational]] },
    Database: { bits: (number) => databases.bits(rankOf(number)), tables: [statusesOfGuests] },
    VirtualMachine: drawn('VirtualMachine/machine', statusesOfGuests),
    Container: drawn('Container/container', statusesOfContainers),
    Server: drawn('Server/server', statusesOfServers, statusesOfOldServers),
    NetworkDevice: drawn('NetworkDevice/device', statusesOfShared),
  };
}

/** Makes the function that says whether a CI may have a status by its draw. */
function createDrawTest({ bits, tables }: OwnStatus, wanted: Code<Status>): (number: number) => boolean {
  const isWanted = Uint8Array.from({ length: statusMask + 1 }, (_, place) =>
    Number(tables.some((table) => table[place] === wanted)),
  );
  return (number) => isWanted[bits(number) & statusMask] === 1;
}

/** A function that is made when it is first called. */
function lazily(make: () => StatusOf): StatusOf {
  const statusOf = once(make);
  return (number) => statusOf()(number);
}
