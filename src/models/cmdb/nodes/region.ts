import { enumeration } from '../../../model/column/enumeration.ts';
import { integer } from '../../../model/column/integer.ts';
import { point } from '../../../model/column/point.ts';
import { text } from '../../../model/column/text.ts';
import { vocabulary } from '../../../model/vocabulary.ts';
import { defineCiClass } from '../ci-class.ts';
import { area, areaOfRegion } from '../cities.ts';
import { ciColumns, operational, writeState } from '../configuration-item.ts';
import { criticality, environment } from '../words.ts';

const continent = vocabulary('Europe', 'North America', 'Asia Pacific', 'South America');
const continentOfArea = (
  [
    'Europe',
    'North America',
    'Asia Pacific',
    'Europe',
    'North America',
    'Asia Pacific',
    'Europe',
    'South America',
  ] as const
).map(continent.code);
const longitudeOfArea = [86842, -774875, 1038501, -62489, -1218950, 1396917, 180649, -466361];
const latitudeOfArea = [501155, 390437, 12897, 533331, 373394, 356895, 593326, -235475];

const state = {
  status: operational,
  criticality: criticality.code('HIGH'),
  environment: environment.code('production'),
};

export const region = defineCiClass({
  label: 'Region',
  id: { prefix: 'region', digits: 3 },
  columns: {
    ...ciColumns('Region', { name: text(40), csdmClass: 'cmn_location' }),
    continent: enumeration(continent),
    location: point(),
    zones: integer(),
  },
  share: { rootDivisor: 64 },
  precedence: 3,
  rows(graph) {
    const zones = graph.stream('Region/zones');
    return (ordinal, cell) => {
      const place = areaOfRegion(ordinal);
      cell.id(ordinal);
      cell.name(`${area.word(place)}-${Math.floor(ordinal / area.codes.length) + 1}`);
      writeState(cell, state);
      cell.continent(continentOfArea[place]!);
      cell.location(longitudeOfArea[place]!, latitudeOfArea[place]!);
      cell.zones(zones.between(2, 4, ordinal));
    };
  },
});
