import { parseDay } from '../../../model/calendar.ts';
import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { text } from '../../../model/column/text.ts';
import { version } from '../../../model/column/version.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { criticality, environment } from '../words.ts';

/** The end of support of what has none announced, or is supported by the release after it. */
const none = '2030-12-31';

/** Products that need no certain language, with their vendors, licences, and some releases with the end of their support. */
const products = [
  ['OpenSSL', 'OpenSSL Foundation', 'Apache-2.0', ['3.0.15 2026-09-07', '3.4.1 2026-10-22', '3.5.4 2030-04-08']],
  ['NGINX', 'F5', 'BSD-2-Clause', ['1.26.2 2025-04-23', '1.28.0 2026-04-30']],
  ['HTTP Server', 'Apache', 'Apache-2.0', [`2.4.62 ${none}`, `2.4.65 ${none}`]],
  ['HAProxy', 'HAProxy Technologies', 'GPL-2.0', ['2.8.10 2028-06-30', '3.0.5 2029-06-30', '3.2.4 2030-06-30']],
  ['Envoy', 'CNCF', 'Apache-2.0', ['1.35.0 2026-07-23', '1.34.1 2026-04-15', '1.33.0 2026-01-14']],
  ['Kafka Client', 'Apache', 'Apache-2.0', [`3.9.1 ${none}`, `4.0.0 ${none}`]],
  ['gRPC', 'CNCF', 'Apache-2.0', [`1.71.0 ${none}`, `1.73.0 ${none}`, `1.75.0 ${none}`]],
  ['containerd', 'CNCF', 'Apache-2.0', ['1.7.28 2026-09-30', '2.0.6 2025-11-07', '2.1.4 2026-05-05']],
  ['Vault Agent', 'HashiCorp', 'BUSL-1.1', ['1.18.1 2025-10-22', `1.19.0 ${none}`, `1.20.0 ${none}`]],
  ['Fluent Bit', 'CNCF', 'Apache-2.0', [`3.2.10 ${none}`, `4.0.3 ${none}`]],
  ['Splunk Forwarder', 'Splunk', 'commercial', ['9.3.2 2026-07-24', '9.4.3 2026-12-16', '10.0.0 2027-07-28']],
  ['Zabbix Agent', 'Zabbix', 'AGPL-3.0', ['6.0.36 2027-02-28', '7.0.6 2029-06-30']],
] as const;

const product = vocabulary(...products.map(([name]) => name));
const vendor = vocabulary(...new Set(products.map(([, name]) => name)));
const licence = vocabulary(...new Set(products.map(([, , name]) => name)));
const vendors = products.map(([, name]) => vendor.code(name));
const licences = products.map(([, , name]) => licence.code(name));

/** The numbers of each release, and the day on which its support ends. */
const releases = products.map(([, , , lines]) =>
  lines.map((line) => {
    const [name = '', end = ''] = line.split(' ');
    const [major = 0, minor = 0, patch = 0] = name.split('.').map(Number);
    return { name, numbers: [major, minor, patch] as const, endDay: parseDay(end)! };
  }),
);

const state = {
  status: operational,
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
  rows() {
    return (ordinal, cell) => {
      const place = ordinal % products.length;
      const number = Math.floor(ordinal / products.length);
      const lines = releases[place]!;
      const { name, numbers, endDay } = lines[number % lines.length]!;
      // Each build of a release is a package of its own, as a package manager names it: 3.0.15-2.
      const build = 1 + Math.floor(number / lines.length);
      cell.id(ordinal);
      cell.name(`${product.words[place]} ${name}${build > 1 ? `-${build}` : ''}`);
      writeState(cell, state);
      cell.vendor(vendors[place]!);
      cell.product(product.codes[place]!);
      cell.version(...numbers);
      cell.licence(licences[place]!);
      cell.endOfSupportOn(endDay);
    };
  },
});
