import type { GraphContext } from '../../../model/definition.ts';
import { once } from '../../../model/once.ts';
import type { Code } from '../../../model/vocabulary.ts';
import { createApplicationStatus } from '../application-states.ts';
import { down } from '../configuration-item.ts';
import type { MonitoredLabel } from '../criticality.ts';
import { hostStatesOf } from '../host-states.ts';
import { createRackCursor } from '../rack-cursor.ts';
import { createServiceStatus } from '../service-states.ts';
import { estateOf } from '../structure/estate.ts';
import { applicationLabels } from '../structure/layout.ts';
import type { Status } from '../words.ts';

/** Makes the function that says whether a CI is DOWN. Network devices never are, and databases are not looked up. */
export function createDownTest(graph: GraphContext): (label: MonitoredLabel, number: number) => boolean {
  const { instances } = estateOf(graph);
  const states = hostStatesOf(graph);
  const rack = createRackCursor(graph);
  const statuses = new Map<string, StatusOf>([
    ...applicationLabels.map((label) => [label, lazily(() => createApplicationStatus(graph, label))] as const),
    ['BusinessService', lazily(() => createServiceStatus(graph))],
    ['VirtualMachine', states.statusOfMachine],
    ['Container', (number) => states.statusOfContainer(number, instances.segmentOf(number).cell)],
    [
      'Server',
      (number) => {
        rack.moveTo(number);
        return states.statusOfServer(number, rack.ageOf(number));
      },
    ],
  ]);
  return (label, number) => statuses.get(label)?.(number) === down;
}

type StatusOf = (number: number) => Code<Status>;

/** A function that is made when it is first called. */
function lazily(make: () => StatusOf): StatusOf {
  const statusOf = once(make);
  return (number) => statusOf()(number);
}
