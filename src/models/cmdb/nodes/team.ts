import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { text } from '../../../model/column/text.ts';
import { ownerTeam, tabulateCells } from '../agreement.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, statuses, writeState } from '../configuration-item.ts';
import { estateOf } from '../structure/estate.ts';

export const team = defineCiClass({
  label: 'Team',
  id: { prefix: 'team', digits: 4 },
  columns: {
    ...ciColumns('Team', { name: text(40), csdmClass: 'sys_user_group' }),
    group: enumeration(ownerTeam),
    members: integer(),
    onCall: text(40),
  },
  share: { parts: 20, least: 12 }, // one for each domain of production
  precedence: 17,
  rows(graph) {
    const estate = estateOf(graph);
    const layout = estate.layout('Team');
    const { environments, criticalities, teams } = tabulateCells(estate.cells);
    const members = graph.stream('Team/members');
    return (ordinal, cell) => {
      const at = layout.partOf(ordinal);
      const group = teams[at]!;
      const number = ordinal - layout.first(at) + 1;
      cell.id(ordinal);
      cell.name(`${ownerTeam.word(group)} ${number}`);
      writeState(cell, {
        status: statuses[0]!,
        criticality: criticalities[at]!,
        environment: environments[at]!,
      });
      cell.group(group);
      cell.members(members.between(4, 11, ordinal));
      cell.onCall(`oncall-${ordinal}@example.com`);
    };
  },
});
