import { date } from '../../../model/column/date.ts';
import { decimal } from '../../../model/column/decimal.ts';
import { enumeration, wordSet } from '../../../model/column/enumeration.ts';
import { integer, long } from '../../../model/column/integer.ts';
import { point } from '../../../model/column/point.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { city, cityCode, country, countryOfCity, latitudeOfCity, longitudeOfCity } from '../cities.ts';
import { ciColumns, createCiCells, onlyProduction } from '../configuration-item.ts';
import { createCommissioning } from '../placement.ts';

const carrier = vocabulary('Lumen', 'Cogent', 'Zayo', 'Arelion', 'NTT', 'Telxius');

export const dataCenter = defineCiClass({
  label: 'DataCenter',
  id: { prefix: 'dc', digits: 4 },
  columns: {
    ...ciColumns('DataCenter', cityCode),
    city: enumeration(city),
    country: enumeration(country),
    location: point(),
    tier: integer(),
    capacityWatts: long(),
    powerUsageEffectiveness: decimal(2),
    commissionedOn: date(),
    carriers: wordSet(carrier),
  },
  share: { rootDivisor: 16 },
  precedence: 2,
  rows(graph) {
    const writeCi = createCiCells(graph, 'DataCenter', onlyProduction);
    const jitter = graph.stream('DataCenter/location');
    const tiers = graph.stream('DataCenter/tier');
    const capacity = graph.stream('DataCenter/capacityWatts');
    const effectiveness = graph.stream('DataCenter/powerUsageEffectiveness');
    const commissionedOn = createCommissioning(graph);
    const carriers = graph.stream('DataCenter/carriers');
    return (ordinal, cell) => {
      const place = ordinal % city.codes.length;
      writeCi(ordinal, cell, cityCode.codes[place]!);
      cell.city(city.codes[place]!);
      cell.country(countryOfCity[place]!);
      cell.location(
        longitudeOfCity[place]! + jitter.between(-800, 800, ordinal, 0),
        latitudeOfCity[place]! + jitter.between(-800, 800, ordinal, 1),
      );
      cell.tier(tiers.between(2, 4, ordinal));
      cell.capacityWatts(capacity.between(20, 900, ordinal) * 100_000);
      cell.powerUsageEffectiveness(effectiveness.between(110, 190, ordinal));
      cell.commissionedOn(commissionedOn(ordinal));
      cell.carriers(carriers.between(1, 63, ordinal));
    };
  },
});
