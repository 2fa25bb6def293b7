import { defineRelationship, type GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { exactly } from '../../../model/link/out-degrees.ts';
import { createWeave } from '../../../model/link/weave.ts';
import { uniform } from '../../../model/link/weights.ts';
import { estateOf } from '../structure/estate.ts';
import { joinOwn } from '../structure/own-cells.ts';

/** A change is one of a microservice of its cell. */
export const changes = defineRelationship({
  type: 'CHANGES',
  columns: {},
  rows(graph) {
    return joinLinks(graph, [{ from: 'Change', to: 'Microservice', links: linkChanges(graph), write: () => {} }]);
  },
});

/** Changes with their microservices, by number. */
export function linkChanges(graph: GraphContext): Adjacency {
  const stream = graph.stream('CHANGES');
  return joinOwn(estateOf(graph), {
    ...{ from: 'Change', to: 'Microservice', each: 'from' },
    connect: (own, services, number) =>
      createWeave(stream, { degrees: exactly(1)(own), weights: uniform()(services), number }),
  });
}
