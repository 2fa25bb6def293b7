import { date } from '../../../model/column/date.ts';
import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { long } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { agesOf } from '../ages.ts';
import { defineCiClass } from '../ci-class.ts';
import { listSiteCodes } from '../cities.ts';
import { siteName } from '../columns/site-name.ts';
import { ciColumns, statusesOfShared, statusMask, writeState } from '../configuration-item.ts';
import { listProducts, type Product, tabulateProducts } from '../products.ts';
import { entryOf } from '../releases.ts';
import { estateOf } from '../structure/estate.ts';
import { spreadOverRacks } from '../structure/placed-links.ts';
import { criticality, environment, supportGroup } from '../words.ts';

const nameWord = vocabulary('-sto-');
const vendor = vocabulary('Dell', 'NetApp', 'Pure Storage', 'HPE');

/** The arrays of each vendor, in the order of `vendor`: a data center buys from one. */
const products: readonly (readonly Product[])[] = [
  [
    ['Unity XT 480F', '2019-05-01', ['5.2.2', '5.3.0', '5.4.0']],
    ['PowerStore 1000T', '2020-05-05', ['3.2.1', '3.5.0', '3.6.1']],
    ['PowerStore 1200T', '2022-07-13', ['3.2.1', '3.5.0', '3.6.1', '4.0.0']],
  ],
  [['AFF A400', '2019-10-28', ['9.12.1', '9.13.1', '9.14.1', '9.15.1']]],
  [
    ['FlashArray//X50 R2', '2018-05-22', ['6.3.13', '6.3.14', '6.4.10']],
    ['FlashArray//X50 R3', '2020-06-01', ['6.3.13', '6.3.14', '6.4.10']],
    ['FlashArray//X50 R4', '2023-06-14', ['6.4.10', '6.5.4', '6.5.8']],
  ],
  [
    ['Nimble Storage AF60', '2018-05-07', ['5.2.1.1000', '6.0.0.300']],
    ['Alletra 6050', '2021-05-04', ['6.0.0.300', '6.1.1.200']],
  ],
];

const list = listProducts(products.flat());
const { model, firmware, firmwareOf } = list;

const gigabyte = 1_000_000_000;

export const storageArray = defineCiClass({
  label: 'StorageArray',
  id: { prefix: 'sto', digits: 5 },
  columns: {
    ...ciColumns('StorageArray', { name: siteName(nameWord, 4), csdmClass: 'cmdb_ci_storage_server' }),
    vendor: enumeration(vendor),
    model: enumeration(model),
    firmware: enumeration(firmware),
    capacityBytes: long(),
    usedBytes: long(),
    latencyMs: decimal(2),
    installedOn: date(),
    supportGroup: enumeration(supportGroup),
    datacenter: optional(reference('DataCenter')),
  },
  share: 30,
  precedence: 13,
  rows(graph) {
    const { sites } = estateOf(graph);
    const codes = listSiteCodes(graph);
    const draws = graph.stream('StorageArray/array');
    const ages = agesOf(graph);
    const racks = spreadOverRacks(sites.arrays, sites.racks);
    const installations = graph.stream('StorageArray/installedOn');
    const models = products.map((own) => tabulateProducts(list, own, graph.asOfDay));
    const production = environment.code('production');
    const group = supportGroup.code('Storage');
    const critical = criticality.code('CRITICAL');
    return (ordinal, cell) => {
      const site = sites.count > 0 ? sites.arrays.partOf(ordinal) : 0;
      const number = sites.count > 0 ? ordinal - sites.arrays.first(site) : ordinal;
      const code = codes[site]!;
      const place = site % vendor.codes.length;
      const bits = draws.bits(ordinal);
      const capacity = 100_000 << ((bits >>> 10) & 3); // in GB
      const age = ages.ofOther(installations.bits(ordinal), sites.count > 0 ? racks.rackOf(ordinal) : 0);
      const bought = models[place]![entryOf(age)]!;
      const used = 30 + ((bits >>> 12) & 63); // in percent
      cell.id(ordinal);
      cell.name(code.city, code.number, nameWord.codes[0]!, number + 1);
      writeState(cell, {
        status: statusesOfShared[bits & statusMask]!,
        criticality: critical,
        environment: production,
      });
      cell.vendor(vendor.codes[place]!);
      cell.model(bought);
      cell.firmware(firmwareOf(bought, bits >>> 18));
      cell.capacityBytes(capacity * gigabyte);
      cell.usedBytes((capacity / 100) * used * gigabyte);
      cell.latencyMs(20 + used + ((bits >>> 27) & 31));
      cell.installedOn(graph.asOfDay - age);
      cell.supportGroup(group);
      cell.datacenter(sites.count > 0 ? site : null);
    };
  },
});
