import { date } from '../../../model/column/date.ts';
import { decimal } from '../../../model/column/decimal.ts';
import { enumeration, wordSet } from '../../../model/column/enumeration.ts';
import { integer, long } from '../../../model/column/integer.ts';
import { optional } from '../../../model/column/optional.ts';
import { point } from '../../../model/column/point.ts';
import { text } from '../../../model/column/text.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { agesOf } from '../ages.ts';
import { dataCenterDivisor, defineCiClass } from '../ci-class.ts';
import { city, cityCode, country, countryOfCity, latitudeOfCity, listSiteCodes, longitudeOfCity } from '../cities.ts';
import { formatPrefix } from '../columns/network-address.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { estateOf } from '../structure/estate.ts';
import { criticality, environment } from '../words.ts';

const carrier = vocabulary('Lumen', 'Cogent', 'Zayo', 'Arelion', 'NTT', 'Telxius');

const state = {
  status: operational,
  criticality: criticality.code('CRITICAL'),
  environment: environment.code('production'),
};

/** Watts for a rack, and for the smallest data center. */
const [wattsPerRack, leastWatts] = [12_000, 400_000];

export const dataCenter = defineCiClass({
  label: 'DataCenter',
  id: { prefix: 'dc', digits: 4 },
  columns: {
    ...ciColumns('DataCenter', { name: text(40), csdmClass: 'cmdb_ci_datacenter' }),
    code: text(20),
    city: enumeration(city),
    country: enumeration(country),
    location: point(),
    tier: integer(),
    racks: integer(),
    powerFeeds: integer(),
    capacityWatts: long(),
    powerUsageEffectiveness: decimal(2),
    networkPrefix: optional(text(40)),
    commissionedOn: date(),
    carriers: wordSet(carrier),
  },
  share: { rootDivisor: dataCenterDivisor },
  precedence: 2,
  rows(graph) {
    const { sites, addresses } = estateOf(graph);
    const codes = listSiteCodes(graph);
    const ages = agesOf(graph);
    const largeSites = Math.ceil(sites.count / 2); // the first ones have the most racks
    const jitter = graph.stream('DataCenter/location');
    const tiers = graph.stream('DataCenter/tier');
    const effectiveness = graph.stream('DataCenter/powerUsageEffectiveness');
    const carriers = graph.stream('DataCenter/carriers');
    return (ordinal, cell) => {
      const { place, city: code, number } = codes[ordinal]!;
      const isUsed = ordinal < sites.count;
      const racks = isUsed ? sites.racks.size(ordinal) : 0;
      cell.id(ordinal);
      cell.name(`${city.word(city.codes[place]!)} ${number}`);
      writeState(cell, state);
      cell.code(`${cityCode.word(code)}${number}`);
      cell.city(city.codes[place]!);
      cell.country(countryOfCity[place]!);
      cell.location(
        longitudeOfCity[place]! + jitter.between(-800, 800, ordinal, 0),
        latitudeOfCity[place]! + jitter.between(-800, 800, ordinal, 1),
      );
      cell.tier(Math.max(tiers.between(2, 4, ordinal), ordinal < largeSites ? 3 : 2));
      cell.racks(racks);
      cell.powerFeeds(2);
      cell.capacityWatts(leastWatts + racks * wattsPerRack);
      cell.powerUsageEffectiveness(effectiveness.between(110, 190, ordinal));
      cell.networkPrefix(isUsed ? formatPrefix(addresses.network(ordinal), addresses.hostBits(ordinal)) : null);
      cell.commissionedOn(graph.asOfDay - ages.ofSite(ordinal));
      cell.carriers(carriers.between(1, 63, ordinal));
    };
  },
});
