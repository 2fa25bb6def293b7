import type { GraphContext } from '../../model/definition.ts';
import type { Code } from '../../model/vocabulary.ts';
import { createApplicationStatus } from './application-states.ts';
import { statusesOfApplications, statusMask } from './configuration-item.ts';
import { followHost } from './host-states.ts';
import { createNaming } from './names.ts';
import { estateOf } from './structure/estate.ts';
import type { Status } from './words.ts';

/** Makes the function that gives the status of a business service by its number. A named service does not run when its portal does not. No other one is ever DOWN. */
export function createServiceStatus(graph: GraphContext): (service: number) => Code<Status> {
  const estate = estateOf(graph);
  const [services, portals] = [estate.layout('BusinessService'), estate.layout('WebApplication')];
  const naming = createNaming(estate, services);
  const draws = graph.stream('BusinessService/service');
  const statusOf = createApplicationStatus(graph, 'WebApplication');
  return (service) => {
    const own = statusesOfApplications[draws.bits(service) & statusMask]!;
    const at = services.partOf(service);
    return naming.serviceOf(service, at) < 0 ? own : followHost(own, statusOf(portals.numberOf(portals.first(at))));
  };
}
