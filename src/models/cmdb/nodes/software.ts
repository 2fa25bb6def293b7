import { date } from '../../../model/column/date.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { text } from '../../../model/column/text.ts';
import { version } from '../../../model/column/version.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { criticality, environment } from '../words.ts';

/** Products that need no certain language, with their vendors, licences, and minor releases from the oldest on. */
const products = [
  ['OpenSSL', 'OpenSSL Foundation', 'Apache-2.0', ['3.0', '3.4', '3.5']],
  ['NGINX', 'F5', 'BSD-2-Clause', ['1.26', '1.27', '1.28']],
  ['HTTP Server', 'Apache', 'Apache-2.0', ['2.4']],
  ['HAProxy', 'HAProxy Technologies', 'GPL-2.0', ['2.8', '3.0', '3.2']],
  ['Envoy', 'CNCF', 'Apache-2.0', ['1.33', '1.34', '1.35']],
  ['Kafka Client', 'Apache', 'Apache-2.0', ['3.8', '3.9', '4.0']],
  ['gRPC', 'CNCF', 'Apache-2.0', ['1.71', '1.73', '1.75']],
  ['containerd', 'CNCF', 'Apache-2.0', ['1.7', '2.0', '2.1']],
  ['Vault Agent', 'HashiCorp', 'BUSL-1.1', ['1.18', '1.19', '1.20']],
  ['Fluent Bit', 'CNCF', 'Apache-2.0', ['3.1', '3.2', '4.0']],
  ['Splunk Forwarder', 'Splunk', 'commercial', ['9.3', '9.4', '10.0']],
  ['Zabbix Agent', 'Zabbix', 'AGPL-3.0', ['6.0', '7.0', '7.4']],
] as const;

const product = vocabulary(...products.map(([name]) => name));
const vendor = vocabulary(...new Set(products.map(([, name]) => name)));
const licence = vocabulary(...new Set(products.map(([, , name]) => name)));
const vendors = products.map(([, name]) => vendor.code(name));
const licences = products.map(([, , name]) => licence.code(name));

/** The two numbers of each minor release. */
const releases = products.map(([, , , names]) => names.map((name) => name.split('.').map(Number)));

/** A release is supported so many days longer than the one before it. The dates follow the order of the releases; they are not those of the vendors. */
const [oldestSupport, daysBetween] = [-250, 400];

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
  rows(graph) {
    return (ordinal, cell) => {
      const place = ordinal % products.length;
      const number = Math.floor(ordinal / products.length);
      const lines = releases[place]!;
      const line = number % lines.length;
      const [major = 0, minor = 0] = lines[line]!;
      const patch = 1 + Math.floor(number / lines.length);
      cell.id(ordinal);
      cell.name(`${product.words[place]} ${major}.${minor}.${patch}`);
      writeState(cell, state);
      cell.vendor(vendors[place]!);
      cell.product(product.codes[place]!);
      cell.version(major, minor, patch);
      cell.licence(licences[place]!);
      cell.endOfSupportOn(graph.asOfDay + oldestSupport + daysBetween * (line + 3 - lines.length) + 17 * place);
    };
  },
});
