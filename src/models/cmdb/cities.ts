import type { GraphContext } from '../../model/definition.ts';
import { onceFor } from '../../model/once.ts';
import { type Code, vocabulary } from '../../model/vocabulary.ts';

/** The areas of the world, by the number of a region. */
export const area = vocabulary(
  'eu-central',
  'na-east',
  'apac-south',
  'eu-west',
  'na-west',
  'apac-north',
  'eu-north',
  'latam',
);

/** Names, countries, codes and rounded coordinates (in ten-thousandths of a degree) of cities that host data centers, by area. Coordinates: GeoNames. */
const cities = [
  ['eu-central', 'Frankfurt', 'Germany', 'fra', 86842, 501155],
  ['eu-central', 'Zürich', 'Switzerland', 'zrh', 85500, 473667],
  ['eu-central', 'Milan', 'Italy', 'mil', 91895, 454643],
  ['eu-central', 'Warsaw', 'Poland', 'waw', 210118, 522298],
  ['eu-central', 'Vienna', 'Austria', 'vie', 163721, 482085],
  ['eu-central', 'Berlin', 'Germany', 'ber', 134105, 525244],
  ['eu-central', 'Munich', 'Germany', 'muc', 115755, 481374],
  ['na-east', 'Ashburn', 'United States', 'iad', -774875, 390437],
  ['na-east', 'Chicago', 'United States', 'ord', -876500, 418500],
  ['na-east', 'Toronto', 'Canada', 'yyz', -794163, 437001],
  ['na-east', 'Dallas', 'United States', 'dfw', -968067, 327831],
  ['na-east', 'Atlanta', 'United States', 'atl', -843880, 337490],
  ['na-east', 'New York', 'United States', 'nyc', -740060, 407143],
  ['apac-south', 'Singapore', 'Singapore', 'sin', 1038501, 12897],
  ['apac-south', 'Sydney', 'Australia', 'syd', 1512073, -338679],
  ['apac-south', 'Mumbai', 'India', 'bom', 728479, 190748],
  ['apac-south', 'Jakarta', 'Indonesia', 'cgk', 1068451, -62146],
  ['apac-south', 'Melbourne', 'Australia', 'mel', 1449633, -378140],
  ['apac-south', 'Kuala Lumpur', 'Malaysia', 'kul', 1016865, 31412],
  ['eu-west', 'London', 'United Kingdom', 'lon', -1257, 515085],
  ['eu-west', 'Amsterdam', 'Netherlands', 'ams', 48897, 523740],
  ['eu-west', 'Paris', 'France', 'par', 23488, 488534],
  ['eu-west', 'Dublin', 'Ireland', 'dub', -62489, 533331],
  ['eu-west', 'Madrid', 'Spain', 'mad', -37026, 404165],
  ['eu-west', 'Brussels', 'Belgium', 'bru', 43488, 508505],
  ['eu-west', 'Lisbon', 'Portugal', 'lis', -91333, 387167],
  ['na-west', 'San José', 'United States', 'sjc', -1218950, 373394],
  ['na-west', 'Phoenix', 'United States', 'phx', -1120740, 334484],
  ['na-west', 'Portland', 'United States', 'pdx', -1226762, 455235],
  ['na-west', 'Seattle', 'United States', 'sea', -1223321, 476062],
  ['na-west', 'Denver', 'United States', 'den', -1049847, 397392],
  ['apac-north', 'Tokyo', 'Japan', 'nrt', 1396917, 356895],
  ['apac-north', 'Osaka', 'Japan', 'kix', 1355011, 346938],
  ['apac-north', 'Seoul', 'South Korea', 'icn', 1269784, 375660],
  ['apac-north', 'Taipei', 'Taiwan', 'tpe', 1215319, 250478],
  ['apac-north', 'Hong Kong', 'Hong Kong', 'hkg', 1141747, 222783],
  ['eu-north', 'Stockholm', 'Sweden', 'sto', 180649, 593326],
  ['eu-north', 'Oslo', 'Norway', 'osl', 107461, 599127],
  ['eu-north', 'Helsinki', 'Finland', 'hel', 249355, 601695],
  ['eu-north', 'Copenhagen', 'Denmark', 'cph', 125655, 556759],
  ['eu-north', 'Tallinn', 'Estonia', 'tll', 247535, 594370],
  ['latam', 'São Paulo', 'Brazil', 'gru', -466361, -235475],
  ['latam', 'Santiago', 'Chile', 'scl', -706483, -334569],
  ['latam', 'Bogotá', 'Colombia', 'bog', -740818, 46097],
  ['latam', 'Buenos Aires', 'Argentina', 'eze', -583772, -346132],
  ['latam', 'Lima', 'Peru', 'lim', -770282, -120432],
] as const;

export const city = vocabulary(...cities.map(([, name]) => name));
export const country = vocabulary(...new Set(cities.map(([, , name]) => name)));
export const cityCode = vocabulary(...cities.map(([, , , code]) => code));
export const countryOfCity = cities.map(([, , name]) => country.code(name));
export const longitudeOfCity = cities.map(([, , , , longitude]) => longitude);
export const latitudeOfCity = cities.map(([, , , , , latitude]) => latitude);

/** The first part of a name: `fra1`. */
export interface SiteCode {
  /** The index of its city. */
  readonly place: number;
  readonly city: Code<(typeof cityCode.words)[number]>;
  /** The number of the site among those of its city, from 1. */
  readonly number: number;
}

/** The codes of the data centers of a graph. A data center is in a city of the area of its region. Without any, there is one code. */
export const listSiteCodes = onceFor(createSiteCodes);

function createSiteCodes(graph: GraphContext): readonly SiteCode[] {
  const placesOfArea = area.words.map((name) => cities.flatMap(([where], place) => (where === name ? [place] : [])));
  const before = area.words.map(() => 0);
  const regions = Math.max(1, graph.nodes('Region').count);
  return Array.from({ length: Math.max(1, graph.nodes('DataCenter').count) }, (_, center) => {
    const where = areaOfRegion(center % regions);
    const places = placesOfArea[where]!;
    const index = before[where]!++;
    const place = places[index % places.length]!;
    return { place, city: cityCode.codes[place]!, number: Math.floor(index / places.length) + 1 };
  });
}

/** The area of a region, by the ordinal of the region. */
export function areaOfRegion(region: number): Code<(typeof area.words)[number]> {
  return area.codes[region % area.codes.length]!;
}
