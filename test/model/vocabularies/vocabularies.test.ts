import { describe, expect, it } from 'vitest';
import { quoteCell } from '../../../src/model/column/text.ts';
import { cities } from '../../../src/model/vocabularies/cities.ts';
import { commonWords } from '../../../src/model/vocabularies/common-words.ts';
import { companies } from '../../../src/model/vocabularies/companies.ts';
import { firstNames } from '../../../src/model/vocabularies/first-names.ts';
import { lastNames } from '../../../src/model/vocabularies/last-names.ts';
import { streets } from '../../../src/model/vocabularies/streets.ts';

const vocabularies = { cities, commonWords, companies, firstNames, lastNames, streets };

describe.each(Object.entries(vocabularies))('%s', (_, { words }) => {
  it('has many words, each once', () => {
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('has words that need no quotes, in composed letters and without outer blanks', () => {
    const unusual = words.filter((word) => word === '' || quoteCell(word) !== word || word.includes(';'));
    expect(unusual).toEqual([]);
    expect(words.filter((word) => word.normalize('NFC') !== word || word.trim() !== word)).toEqual([]);
    expect(words.filter((word) => !/^\p{Letter}/u.test(word))).toEqual([]);
  });
});
