import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { text } from '../../../model/column/text.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { ownerTeam, tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { estateOf } from '../structure/estate.ts';
import { firstSupportTeam } from '../structure/support-teams.ts';
import { supportGroup } from '../words.ts';

/** A team owns what a domain has, or looks after infrastructure. */
const teamGroup = vocabulary(...ownerTeam.words, ...supportGroup.words);

export const team = defineCiClass({
  label: 'Team',
  id: { prefix: 'team', digits: 4 },
  columns: {
    ...ciColumns('Team', { name: text(40), csdmClass: 'sys_user_group' }),
    group: enumeration(teamGroup),
    members: integer(),
    onCall: text(40),
  },
  share: { parts: 20, least: 18 }, // one for each domain of production and each group of infrastructure
  precedence: 17,
  rows(graph) {
    const estate = estateOf(graph);
    const layout = estate.layout('Team');
    const { environments, criticalities, teams } = tabulateCells(estate.cells);
    const firstOfSupport = firstSupportTeam(layout);
    const members = graph.stream('Team/members');
    return (ordinal, cell) => {
      const at = layout.partOf(ordinal);
      const supported = at === 0 ? ordinal - firstOfSupport : -1;
      const group = supported < 0 ? ownerTeam.word(teams[at]!) : supportGroup.words[supported]!;
      const number = supported < 0 ? ordinal - layout.first(at) + 1 : 1;
      cell.id(ordinal);
      cell.name(`${group} ${number}`);
      writeState(cell, {
        status: operational,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.group(teamGroup.code(group));
      cell.members(members.between(4, 11, ordinal));
      cell.onCall(`oncall-${ordinal}@example.com`);
    };
  },
});
