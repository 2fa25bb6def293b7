import type { GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { shapes } from './call-shapes.ts';
import { type ApplicationCalls, linkApplications, linkMicroservices } from './calls.ts';
import type { Estate } from './estate.ts';

/** What a class depends on, in the order of the rows. */
const applicationCalls: readonly ApplicationCalls[] = [
  { from: 'WebApplication', to: 'APIService', domain: shapes.front },
  { from: 'WebApplication', to: 'Microservice', platform: shapes.login },
  { from: 'MobileBackend', to: 'APIService', domain: shapes.front },
  { from: 'MobileBackend', to: 'Microservice', platform: shapes.login },
  { from: 'APIService', to: 'Microservice', domain: shapes.api, platform: shapes.login },
  { from: 'BackgroundService', to: 'Microservice', domain: shapes.batch, platform: shapes.login },
  { from: 'WebApplication', to: 'Database', domain: shapes.someDatabase, isNamed: true },
  { from: 'MobileBackend', to: 'Database', domain: shapes.someDatabase },
  { from: 'APIService', to: 'Database', domain: shapes.someDatabase, hasPlatform: true },
  { from: 'BackgroundService', to: 'Database', domain: shapes.batchDatabase, hasPlatform: true },
  { from: 'Microservice', to: 'Database', domain: shapes.mostDatabase, hasPlatform: true },
];

/** Which class calls which, in the order of the rows. */
export const callingClasses: readonly Pick<Calls, 'from' | 'to'>[] = [
  { from: 'Microservice', to: 'Microservice' },
  ...applicationCalls,
];

/** Which CIs of one class depend on which of another, by number. */
export interface Calls {
  readonly from: ApplicationCalls['from'];
  readonly to: ApplicationCalls['to'];
  readonly links: Adjacency;
}

/** All dependencies of an estate, in the order of their rows. */
export function callsOf(graph: GraphContext, estate: Estate): readonly Calls[] {
  return [
    { from: 'Microservice', to: 'Microservice', links: linkMicroservices(graph, estate) },
    ...applicationCalls.map((calls) => ({
      from: calls.from,
      to: calls.to,
      links: linkApplications(graph, estate, calls),
    })),
  ];
}
