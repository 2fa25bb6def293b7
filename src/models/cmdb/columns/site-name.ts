import { countDigits, endCell, writeInteger, writePadded } from '../../../model/byte-buffer.ts';
import { type Column, refuseOthers } from '../../../model/column/column.ts';
import { refuseQuoting } from '../../../model/column/enumeration.ts';
import { stringCells } from '../../../model/column/text.ts';
import { encodeTexts, writeEncoded } from '../../../model/encoded-texts.ts';
import type { Code, Vocabulary } from '../../../model/vocabulary.ts';
import { cityCode } from '../cities.ts';

type CityCode = (typeof cityCode.words)[number];

/** The code of a city, the number of the site there, a word, and the number of the thing. */
type SiteNameCell<Word extends string> = [city: Code<CityCode>, site: number, word: Code<Word>, number: number];

const cities = encodeTexts(cityCode.words);
const mostDigits = 16;

/**
 * The name of what stands in a data center: `fra1pd00001` for a server, `fra1-r0001` for a rack. The number has at least so many digits. Throws
 * `invalid-model` for words that need quotes.
 */
export function siteName<Word extends string>(
  { words }: Vocabulary<Word>,
  leastDigits: number,
): Column<SiteNameCell<Word>, string> {
  refuseQuoting(words);
  const middle = encodeTexts(words);
  return {
    ...stringCells,
    refuse: refuseOthers('a code of a city', 'the number of a site', 'a code of its vocabulary', 'a whole number'),
    maxBytes: cities.maxBytes + mostDigits + middle.maxBytes + mostDigits + 1,
    writer: (out) => (city, site, word, number) => {
      writeEncoded(out, cities, city);
      writeInteger(out, site);
      writeEncoded(out, middle, word);
      writePadded(out, number, Math.max(leastDigits, countDigits(number)));
      endCell(out);
    },
    reader: () => (city, site, word, number) =>
      `${cityCode.word(city)}${site}${words[word]!}${String(number).padStart(leastDigits, '0')}`,
  };
}
