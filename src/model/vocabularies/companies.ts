import { vocabulary } from '../vocabulary.ts';
import { listWords } from './list-words.ts';

const { words: names } = listWords(`
Nordlicht, Bluewater, Kestrel, Solandra, Meridian, Aurelia, Tamarind, Falkenberg, Cedarline, Okavango, Sakurai, Velmora, Brightfield, Altamira, Zephyr, Ironbridge
Lotus, Baobab, Marlin, Quillon, Ostrava, Juniper, Harbourstone, Caldera, Vistula, Mangrove, Pemberton, Andina, Skylark, Tundra, Belvoir, Copperleaf
Sahel, Riverstone, Kumano, Larkspur, Montclair, Nimbus, Orinoco, Palisade, Redwood, Saffron, Thornbury, Ultima, Verlaine, Westbrook, Xylia, Yarrow
Zamora, Amberley, Borealis, Calypso, Drava, Elmwood, Fjordland, Granada, Hawthorn, Indigo, Jasper, Kalahari, Lindqvist, Mistral, Navarra, Ondine
`);

const { words: trades } = listWords(
  'Logistics, Foods, Energy, Software, Textiles, Health, Finance, Construction, Media, Travel',
);

/**
 * 256 invented companies, each a name and a trade: "Nordlicht Logistics". The words and their order decide the bytes of every model that
 * uses them.
 */
export const companies = vocabulary(
  ...[0, 1, 2, 3].flatMap((round) =>
    names.map((name, index) => `${name} ${trades[(index + 3 * round) % trades.length]}`),
  ),
);
