import { vocabulary } from '../../model/vocabulary.ts';

/** Names, countries, codes and rounded coordinates (in ten-thousandths of a degree) of cities that host data centers. Coordinates: GeoNames. */
const cities = [
  ['Frankfurt', 'Germany', 'fra', 86842, 501155],
  ['London', 'United Kingdom', 'lon', -1257, 515085],
  ['Amsterdam', 'Netherlands', 'ams', 48897, 523740],
  ['Paris', 'France', 'par', 23488, 488534],
  ['Dublin', 'Ireland', 'dub', -62489, 533331],
  ['Zürich', 'Switzerland', 'zrh', 85500, 473667],
  ['Stockholm', 'Sweden', 'sto', 180649, 593326],
  ['Madrid', 'Spain', 'mad', -37026, 404165],
  ['Milan', 'Italy', 'mil', 91895, 454643],
  ['Warsaw', 'Poland', 'waw', 210118, 522298],
  ['Ashburn', 'United States', 'iad', -774875, 390437],
  ['Dallas', 'United States', 'dfw', -968067, 327831],
  ['San José', 'United States', 'sjc', -1218950, 373394],
  ['Chicago', 'United States', 'ord', -876500, 418500],
  ['Toronto', 'Canada', 'yyz', -794163, 437001],
  ['São Paulo', 'Brazil', 'gru', -466361, -235475],
  ['Singapore', 'Singapore', 'sin', 1038501, 12897],
  ['Tokyo', 'Japan', 'nrt', 1396917, 356895],
  ['Sydney', 'Australia', 'syd', 1512073, -338679],
  ['Mumbai', 'India', 'bom', 728479, 190748],
] as const;

export const city = vocabulary(...cities.map(([name]) => name));
export const country = vocabulary(...new Set(cities.map(([, name]) => name)));
export const cityCode = vocabulary(...cities.map(([, , code]) => code));
export const countryOfCity = cities.map(([, name]) => country.code(name));
export const longitudeOfCity = cities.map(([, , , longitude]) => longitude);
export const latitudeOfCity = cities.map(([, , , , latitude]) => latitude);
