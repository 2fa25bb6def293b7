import { defineRelationship } from '../../../model/definition.ts';
import { createFill } from '../../../model/link/fill.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { estateOf } from '../structure/estate.ts';
import { joinOwn } from '../structure/own-cells.ts';

/** Microservices and business services have a team of their domain. The teams of production care for the other environments, too. */
export const ownedBy = defineRelationship({
  type: 'OWNED_BY',
  columns: {},
  rows(graph) {
    const estate = estateOf(graph);
    return joinLinks(
      graph,
      (['Microservice', 'BusinessService'] as const).map((from) => ({
        ...{ from, to: 'Team' },
        links: joinOwn(estate, {
          ...{ from, to: 'Team', each: 'from' },
          connect: (owned, teams) => createFill({ sources: owned, targets: teams }),
        }),
        write: () => {},
      })),
    );
  },
});
