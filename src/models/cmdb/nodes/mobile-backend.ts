import { wordSet } from '../../../model/column/enumeration.ts';
import { long } from '../../../model/column/integer.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';

const platform = vocabulary('iOS', 'Android', 'Web');

export const mobileBackend = defineCiClass({
  label: 'MobileBackend',
  id: { prefix: 'mob', digits: 6 },
  columns: { ...applicationColumns('MobileBackend'), platforms: wordSet(platform), monthlyUsers: long() },
  share: 300,
  precedence: 11,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, 'MobileBackend');
    const platforms = graph.stream('MobileBackend/platforms');
    const users = graph.stream('MobileBackend/monthlyUsers');
    return (ordinal, cell) => {
      writeApplication(ordinal, cell);
      cell.platforms(platforms.between(1, 7, ordinal));
      cell.monthlyUsers(Math.min(users.below(50_000_000, ordinal, 0), users.below(50_000_000, ordinal, 1)));
    };
  },
});
