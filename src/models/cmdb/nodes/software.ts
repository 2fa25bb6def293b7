import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { text } from '../../../model/column/text.ts';
import { version } from '../../../model/column/version.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, statuses, writeState } from '../configuration-item.ts';
import { criticality, environment } from '../words.ts';

/** Products with their vendors and licences. */
const products = [
  ['OpenSSL', 'OpenSSL Foundation', 'Apache-2.0'],
  ['OpenJDK', 'Eclipse Adoptium', 'GPL-2.0'],
  ['NGINX', 'F5', 'BSD-2-Clause'],
  ['HTTP Server', 'Apache', 'Apache-2.0'],
  ['Tomcat', 'Apache', 'Apache-2.0'],
  ['Kafka', 'Apache', 'Apache-2.0'],
  ['Log4j', 'Apache', 'Apache-2.0'],
  ['PostgreSQL', 'PostgreSQL Global Development Group', 'PostgreSQL'],
  ['Oracle Database', 'Oracle', 'commercial'],
  ['SQL Server', 'Microsoft', 'commercial'],
  ['.NET Runtime', 'Microsoft', 'MIT'],
  ['Node.js', 'OpenJS Foundation', 'MIT'],
  ['Python', 'Python Software Foundation', 'PSF-2.0'],
  ['containerd', 'CNCF', 'Apache-2.0'],
  ['Vault', 'HashiCorp', 'BUSL-1.1'],
  ['Splunk Forwarder', 'Splunk', 'commercial'],
  ['Zabbix Agent', 'Zabbix', 'AGPL-3.0'],
] as const;

const product = vocabulary(...products.map(([name]) => name));
const vendor = vocabulary(...new Set(products.map(([, name]) => name)));
const licence = vocabulary(...new Set(products.map(([, , name]) => name)));
const vendors = products.map(([, name]) => vendor.code(name));
const licences = products.map(([, , name]) => licence.code(name));

/** Releases of a product: ten patches of a minor release, ten minor releases of a major one. */
const [patches, minors] = [10, 10];

const state = {
  status: statuses[0]!,
  criticality: criticality.code('MEDIUM'),
  environment: environment.code('production'),
};

export const software = defineCiClass({
  label: 'Software',
  id: { prefix: 'sw', digits: 5 },
  columns: {
    ...ciColumns('Software', { name: text(60), csdmClass: 'cmdb_ci_spkg' }),
    vendor: enumeration(vendor),
    product: enumeration(product),
    version: version(),
    licence: enumeration(licence),
    endOfSupportOn: date(),
  },
  share: 60,
  precedence: 18,
  rows(graph) {
    const supports = graph.stream('Software/endOfSupportOn');
    return (ordinal, cell) => {
      const place = ordinal % products.length;
      const number = Math.floor(ordinal / products.length);
      const patch = number % patches;
      const minor = Math.floor(number / patches) % minors;
      const major = 1 + Math.floor(number / (patches * minors));
      cell.id(ordinal);
      cell.name(`${product.words[place]} ${major}.${minor}.${patch}`);
      writeState(cell, state);
      cell.vendor(vendors[place]!);
      cell.product(product.codes[place]!);
      cell.version(major, minor, patch);
      cell.licence(licences[place]!);
      cell.endOfSupportOn(graph.asOfDay + supports.between(-600, 1_400, ordinal));
    };
  },
});
