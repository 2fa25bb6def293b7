import { wordSet } from '../../../model/column/enumeration.ts';
import { long } from '../../../model/column/integer.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { hasCustomers } from '../agreement.ts';
import { type ApplicationKind, applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';
import { listComponents } from '../names.ts';

const platform = vocabulary('iOS', 'Android', 'Web');

const apps = ['app', 'mobile', 'tablet', 'kiosk', 'wearable', 'scanner'];
const components = { domain: apps, platform: apps, workflow: apps };

const kind: ApplicationKind = {
  label: 'MobileBackend',
  csdmClass: 'cmdb_ci_appl',
  components,
  words: listComponents(components),
  publicComponents: ['app', 'mobile', 'tablet', 'kiosk', 'wearable'],
  fits: (app, of) => (app !== 'kiosk' && app !== 'wearable') || hasCustomers(of),
  languages: { Kotlin: 7, TypeScript: 4, Java: 3, Go: 2 },
  firstPort: 8_180,
  mostRequests: 120,
};

/** Sets of platforms: 1 is iOS, 2 Android, 4 Web. */
const anySets = [1, 2, 3, 4, 5, 6, 7];
/** What is worn and what scans has no browser. */
const setsWithoutWeb = [1, 2, 3, 1, 2, 3, 2];
/** The sets of each component, by a draw from 0 to 6. */
const setsOf = kind.words.words.map((app) => (app === 'wearable' || app === 'scanner' ? setsWithoutWeb : anySets));

const mostUsers = { customers: 2_000_000, staff: 20_000, testers: 200 } as const;

export const mobileBackend = defineCiClass({
  label: 'MobileBackend',
  id: { prefix: 'mob', digits: 6 },
  columns: { ...applicationColumns(kind), platforms: wordSet(platform), monthlyUsers: long() },
  share: 100,
  precedence: 15,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, kind);
    const platforms = graph.stream('MobileBackend/platforms');
    const users = graph.stream('MobileBackend/monthlyUsers');
    return (ordinal, cell) => {
      const { audience, component } = writeApplication(ordinal, cell);
      const most = mostUsers[audience];
      cell.platforms(setsOf[component]![platforms.below(7, ordinal)]!);
      cell.monthlyUsers(Math.min(users.below(most, ordinal, 0), users.below(most, ordinal, 1)));
    };
  },
});
