import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { point } from '../../../model/column/point.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { ciColumns, createCiCells, onlyProduction } from '../configuration-item.ts';

const area = vocabulary(
  'eu-central',
  'us-east',
  'ap-southeast',
  'eu-west',
  'us-west',
  'ap-northeast',
  'eu-north',
  'sa-east',
);
const continent = vocabulary('Europe', 'North America', 'Asia', 'South America');
const continentOfArea = (
  ['Europe', 'North America', 'Asia', 'Europe', 'North America', 'Asia', 'Europe', 'South America'] as const
).map(continent.code);
const longitudeOfArea = [86842, -774875, 1038501, -62489, -1218950, 1396917, 180649, -466361];
const latitudeOfArea = [501155, 390437, 12897, 533331, 373394, 356895, 593326, -235475];

export const region = defineCiClass({
  label: 'Region',
  id: { prefix: 'region', digits: 3 },
  columns: {
    ...ciColumns('Region', area),
    continent: enumeration(continent),
    location: point(),
    zones: integer(),
  },
  share: { rootDivisor: 64 },
  precedence: 3,
  rows(graph) {
    const writeCi = createCiCells(graph, 'Region', onlyProduction);
    const zones = graph.stream('Region/zones');
    return (ordinal, cell) => {
      const place = ordinal % area.codes.length;
      writeCi(ordinal, cell, area.codes[place]!);
      cell.continent(continentOfArea[place]!);
      cell.location(longitudeOfArea[place]!, latitudeOfArea[place]!);
      cell.zones(zones.between(2, 4, ordinal));
    };
  },
});
