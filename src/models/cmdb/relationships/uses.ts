import { defineRelationship } from '../../../model/definition.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { exactly } from '../../../model/link/out-degrees.ts';
import { shuffleLinks } from '../../../model/link/shuffle.ts';
import { createWeave } from '../../../model/link/weave.ts';
import { powerLaw } from '../../../model/link/weights.ts';

/** Every microservice uses one software package most: a few packages are in most of them. */
export const uses = defineRelationship({
  type: 'USES',
  columns: {},
  rows(graph) {
    const stream = graph.stream('USES');
    const weave = createWeave(stream, {
      degrees: exactly(1)(graph.nodes('Microservice').count),
      weights: powerLaw({ exponent: 2.2 })(graph.nodes('Software').count),
    });
    const links = shuffleLinks(stream, { links: weave, isOneKind: false });
    return joinLinks(graph, [{ from: 'Microservice', to: 'Software', links, write: () => {} }]);
  },
});
