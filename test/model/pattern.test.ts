import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPattern } from '../../src/model/pattern.ts';
import { vocabulary } from '../../src/model/vocabulary.ts';

const colour = vocabulary('red', 'green', 'blue', 'grey');
const sequences = fc.array(fc.constantFrom(...colour.codes), { minLength: 1, maxLength: 8 });

describe('createPattern', () => {
  it('repeats its sequence', () => {
    const pattern = createPattern([colour.code('red'), colour.code('blue')]);
    expect([0, 1, 2, 3, 2 ** 40, 2 ** 40 + 1].map((ordinal) => colour.word(pattern.at(ordinal)))).toEqual([
      'red',
      'blue',
      'red',
      'blue',
      'red',
      'blue',
    ]);
  });

  it('counts a word and finds its n-th occurrence, as a list of the ordinals does', () => {
    fc.assert(
      fc.property(sequences, fc.nat(50), (sequence, total) => {
        const pattern = createPattern(sequence);
        for (const code of colour.codes) {
          const ordinals = Array.from({ length: total }, (_, n) => n).filter((ordinal) => pattern.at(ordinal) === code);
          expect(pattern.count(code, total)).toBe(ordinals.length);
          expect(ordinals.map((_, n) => pattern.nth(code, n))).toEqual(ordinals);
        }
      }),
    );
  });

  it('stays exact beyond 2^32', () => {
    const pattern = createPattern([colour.code('red'), colour.code('blue'), colour.code('red')]);
    expect(pattern.count(colour.code('red'), 3 * 2 ** 40)).toBe(2 ** 41);
    expect(pattern.nth(colour.code('red'), 2 ** 41 - 1)).toBe(3 * 2 ** 40 - 1);
  });
});
