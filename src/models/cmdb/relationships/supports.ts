import { defineRelationship } from '../../../model/definition.ts';
import { createFill } from '../../../model/link/fill.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { estateOf } from '../structure/estate.ts';
import { applicationLabels } from '../structure/layout.ts';
import { joinOwn } from '../structure/own-cells.ts';

/** How many applications business services have, compared with each other. */
const sizes = [4, 2, 7, 1, 3, 12, 2, 5];

/** Applications of production support a business service of their domain. */
export const supports = defineRelationship({
  type: 'SUPPORTS',
  columns: {},
  rows(graph) {
    const estate = estateOf(graph);
    return joinLinks(
      graph,
      applicationLabels.map((from) => ({
        ...{ from, to: 'BusinessService' },
        links: joinOwn(estate, {
          ...{ from, to: 'BusinessService', each: 'from' },
          connect: (applications, services) => createFill({ sources: applications, targets: services, sizes }),
        }),
        write: () => {},
      })),
    );
  },
});
