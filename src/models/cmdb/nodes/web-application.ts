import { boolean } from '../../../model/column/boolean.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { hasCustomers, hasShop } from '../agreement.ts';
import { type ApplicationKind, applicationColumns, createApplicationCells } from '../application.ts';
import { defineCiClass } from '../ci-class.ts';
import { listComponents } from '../names.ts';

const framework = vocabulary('React', 'Angular', 'Vue', 'Svelte');

const pages = ['portal', 'shop', 'console', 'dashboard', 'website', 'workbench', 'backoffice', 'intranet'];
const components = { domain: pages, platform: pages, workflow: pages };

/** What web applications are. */
export const webKind: ApplicationKind = {
  label: 'WebApplication',
  csdmClass: 'cmdb_ci_web_application',
  components,
  words: listComponents(components),
  publicComponents: ['portal', 'shop', 'website'],
  fits: (page, of) => (page === 'shop' ? hasShop(of) : page !== 'website' || hasCustomers(of)),
  named: 'portal',
  languages: { TypeScript: 9, Java: 4, 'C#': 2, Ruby: 1 },
  firstPort: 8_080,
  mostRequests: 60,
};

export const webApplication = defineCiClass({
  label: 'WebApplication',
  id: { prefix: 'web', digits: 6 },
  columns: { ...applicationColumns(webKind), framework: enumeration(framework), publicFacing: boolean() },
  share: 300,
  precedence: 11,
  rows(graph) {
    const writeApplication = createApplicationCells(graph, webKind);
    const draws = graph.stream('WebApplication/framework');
    return (ordinal, cell) => {
      const bits = draws.bits(ordinal);
      const { audience } = writeApplication(ordinal, cell);
      cell.framework(framework.codes[bits & 3]!);
      cell.publicFacing(audience === 'customers');
    };
  },
});
