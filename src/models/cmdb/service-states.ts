import type { GraphContext } from '../../model/definition.ts';
import type { Code } from '../../model/vocabulary.ts';
import { createApplicationStatus } from './application-states.ts';
import { operational } from './configuration-item.ts';
import { createNaming } from './names.ts';
import { estateOf } from './structure/estate.ts';
import type { Status } from './words.ts';

/** Makes the function that gives the status of a business service by its number: that of its portal for a named service, and OPERATIONAL for any other. */
export function createServiceStatus(graph: GraphContext): (service: number) => Code<Status> {
  const estate = estateOf(graph);
  const [services, portals] = [estate.layout('BusinessService'), estate.layout('WebApplication')];
  const naming = createNaming(estate, services);
  const statusOf = createApplicationStatus(graph, 'WebApplication');
  return (service) => {
    const at = services.partOf(service);
    return naming.serviceOf(service, at) < 0 ? operational : statusOf(portals.numberOf(portals.first(at)));
  };
}
