import { supportGroup } from '../words.ts';
import type { Layout } from './layout.ts';

/** The cell of the platform of production, which has the teams for infrastructure. */
const platformCell = 0;

/** How many teams look after infrastructure: one for each group, or none in a small estate. */
export function countSupportTeams(teams: Layout): number {
  const groups = supportGroup.codes.length;
  return teams.size(platformCell) > groups ? groups : 0;
}

/** The first of these teams: they are the last ones of the platform, in the order of `supportGroup`. */
export function firstSupportTeam(teams: Layout): number {
  return teams.first(platformCell + 1) - countSupportTeams(teams);
}
