import { describe, expect, it } from 'vitest';
import { email } from '../../../src/model/column/email.ts';
import { phrase } from '../../../src/model/column/phrase.ts';
import { firstNames } from '../../../src/model/vocabularies/first-names.ts';
import { lastNames } from '../../../src/model/vocabularies/last-names.ts';
import { vocabulary } from '../../../src/model/vocabulary.ts';
import { readCell, writeCell } from './cell.ts';

describe('phrase', () => {
  it('takes a code for each vocabulary', () => {
    const fullName = phrase(firstNames, ' ', lastNames);
    const codes = [firstNames.code('Zoë'), lastNames.code("O'Brien")] as const;
    expect(writeCell(fullName, ...codes)).toBe("Zoë O'Brien,");
    expect(readCell(fullName, ...codes)).toBe("Zoë O'Brien");
  });

  it.each(['a, b', 'a "b"', 'a;b', 'a\nb'])('refuses the text %j, which needs quotes', (text) => {
    expect(() => phrase(text, firstNames)).toThrow('Expected words without quotes, commas, semicolons and line breaks');
    expect(() => phrase(vocabulary(text))).toThrow(`got \`${text}\``);
  });
});

describe('email', () => {
  const first = vocabulary('Zoë', 'Søren', 'Şule', 'Anna-Lena', 'İpek', 'Agent 7');
  const last = vocabulary('Müller', 'Weiß', 'Łuczak', 'van Dijk', "O'Brien", 'Đặng');

  it.each([
    [0, 'zoe.muller0@example.com'],
    [1, 'soren.weiss1@example.com'],
    [2, 'sule.luczak2@example.com'],
    [3, 'annalena.vandijk3@example.com'],
    [4, 'ipek.obrien4@example.com'],
    [5, 'agent.dang5@example.com'],
  ])('writes the names with the code %i as %s', (code, address) => {
    expect(writeCell(email(first, last), first.codes[code]!, last.codes[code]!, code)).toBe(`${address},`);
  });

  it('has letters for every name that bulkgen has', () => {
    expect(() => email(firstNames, lastNames)).not.toThrow();
  });

  it('takes a domain', () => {
    const ofOrganisation = email(first, last, 'mail.example.org');
    expect(writeCell(ofOrganisation, first.codes[0]!, last.codes[0]!, 5)).toBe('zoe.muller5@mail.example.org,');
    for (const domain of ['', 'a b', 'a,b', 'a@b', '.a', 'a-', 'EXAMPLE']) {
      expect(() => email(first, last, domain)).toThrow(
        `Expected a domain of the letters a to z, digits, points and hyphens, got \`${domain}\``,
      );
    }
  });

  it('refuses a name without Latin letters, and a number that is not whole', () => {
    expect(() => email(vocabulary('明'), last)).toThrow('Expected names with Latin letters, got `明`');
    expect(() => writeCell(email(first, last), first.codes[0]!, last.codes[0]!, -1)).toThrow(
      'Expected the number of an address to be at least 0, got `-1`',
    );
  });
});
