import { defineRelationship, type GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { createFill } from '../../../model/link/fill.ts';
import { joinCells } from '../../../model/link/join-cells.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { padLinks } from '../../../model/link/pad-links.ts';
import { estateOf } from '../structure/estate.ts';
import { joinOwn } from '../structure/own-cells.ts';
import { countSupportTeams, firstSupportTeam } from '../structure/support-teams.ts';
import { supportGroup } from '../words.ts';

/** The classes of infrastructure with an owner. Servers have the property `supportGroup` alone. */
const supported = [
  ['NetworkDevice', 'Network'],
  ['StorageArray', 'Storage'],
  ['KubernetesCluster', 'Container Platform'],
] as const;

const write = (): void => {};

/**
 * Microservices and business services have a team of their domain. The teams of production care for the other environments, too. Infrastructure has
 * the team of its `supportGroup`.
 */
export const ownedBy = defineRelationship({
  type: 'OWNED_BY',
  columns: {},
  rows(graph) {
    const estate = estateOf(graph);
    const supportTeams = countSupportTeams(estate.layout('Team'));
    const platform = estate.cells.map(({ kind }) => kind === 'platform');
    return joinLinks(graph, [
      ...(['Microservice', 'BusinessService'] as const).map((from) => ({
        ...{ from, to: 'Team' },
        links: joinOwn(estate, {
          ...{ from, to: 'Team', each: 'from' },
          connect(owned, teams, cell) {
            const fill = createFill({ sources: owned, targets: platform[cell] ? teams - supportTeams : teams });
            return padLinks(fill, { sources: owned, targets: teams });
          },
        }),
        write,
      })),
      ...supported.map(([from, group]) => ({ from, to: 'Team', links: linkSupported(graph, from, group), write })),
    ]);
  },
});

/** All CIs of a class with the team of a group. */
function linkSupported(graph: GraphContext, label: string, group: (typeof supportGroup.words)[number]): Adjacency {
  const teams = estateOf(graph).layout('Team');
  const { count: sources } = graph.nodes(label);
  const firstTarget = firstSupportTeam(teams) + supportGroup.code(group);
  return joinCells({
    sources,
    targets: teams.count,
    cells:
      countSupportTeams(teams) > 0 ? [{ firstSource: 0, firstTarget, links: createFill({ sources, targets: 1 }) }] : [],
  });
}
