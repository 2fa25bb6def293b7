import { date } from '../../../model/column/date.ts';
import { decimal } from '../../../model/column/decimal.ts';
import { enumeration } from '../../../model/column/enumeration.ts';
import { reference } from '../../../model/column/identity.ts';
import { long } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import { version } from '../../../model/column/version.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { agesOf } from '../ages.ts';
import { defineCiClass } from '../ci-class.ts';
import { listSiteCodes } from '../cities.ts';
import { siteName } from '../columns/site-name.ts';
import { ciColumns, statusesOfShared, statusMask, writeState } from '../configuration-item.ts';
import { estateOf } from '../structure/estate.ts';
import { spreadOverRacks } from '../structure/placed-links.ts';
import { criticality, environment, supportGroup } from '../words.ts';

const nameWord = vocabulary('-sto-');
const vendor = vocabulary('Dell', 'NetApp', 'Pure Storage', 'HPE');
/** A model of each vendor, in the order of `vendor`. */
const model = vocabulary('PowerStore 1200T', 'AFF A400', 'FlashArray X50', 'Alletra 6050');

const gigabyte = 1_000_000_000;

export const storageArray = defineCiClass({
  label: 'StorageArray',
  id: { prefix: 'sto', digits: 5 },
  columns: {
    ...ciColumns('StorageArray', { name: siteName(nameWord, 4), csdmClass: 'cmdb_ci_storage_server' }),
    vendor: enumeration(vendor),
    model: enumeration(model),
    firmware: version(),
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
    const production = environment.code('production');
    const group = supportGroup.code('Storage');
    const critical = criticality.code('CRITICAL');
    return (ordinal, cell) => {
      const site = sites.count > 0 ? sites.arrays.partOf(ordinal) : 0;
      const number = sites.count > 0 ? ordinal - sites.arrays.first(site) : ordinal;
      const code = codes[site]!;
      const place = site % vendor.codes.length;
      const bits = draws.bits(ordinal);
      const capacity = 50_000 << ((bits >>> 10) & 3); // in GB
      const used = 25 + ((bits >>> 12) & 63); // in percent
      cell.id(ordinal);
      cell.name(code.city, code.number, nameWord.codes[0]!, number + 1);
      writeState(cell, {
        status: statusesOfShared[bits & statusMask]!,
        criticality: critical,
        environment: production,
      });
      cell.vendor(vendor.codes[place]!);
      cell.model(model.codes[place]!);
      cell.firmware(6 + ((bits >>> 18) & 3), (bits >>> 20) & 7, (bits >>> 23) & 15);
      cell.capacityBytes(capacity * gigabyte);
      cell.usedBytes((capacity / 100) * used * gigabyte);
      cell.latencyMs(20 + used + ((bits >>> 27) & 31));
      cell.installedOn(
        graph.asOfDay - ages.ofOther(installations.bits(ordinal), sites.count > 0 ? racks.rackOf(ordinal) : 0),
      );
      cell.supportGroup(group);
      cell.datacenter(sites.count > 0 ? site : null);
    };
  },
});
