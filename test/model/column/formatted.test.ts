import { describe, expect, it } from 'vitest';
import { formatted } from '../../../src/model/column/formatted.ts';
import { readCell, writeCell } from './cell.ts';

describe('formatted', () => {
  it.each([
    ['INV-######', 42, 'INV-000042'],
    ['INV-######', 999_999, 'INV-999999'],
    ['??-?? ####', 0, 'AA-AA 0000'],
    ['??-?? ####', 26 ** 4 * 10_000 - 1, 'ZZ-ZZ 9999'],
    ['??#', 10 * 26 + 7, 'BA7'],
    ['+49 ### ########', 30_12_345_678, '+49 030 12345678'],
    ['Nº #', 7, 'Nº 7'],
  ])('writes %s of %i as %s', (format, number, text) => {
    expect(writeCell(formatted(format), number)).toBe(`${text},`);
    expect(readCell(formatted(format), number)).toBe(text);
  });

  it('has another text for every number below its size', () => {
    const code = formatted('?-#');
    const texts = new Set(Array.from({ length: code.size }, (_, number) => readCell(code, number)));
    expect([code.size, texts.size]).toEqual([260, 260]);
  });

  it.each([-1, 260, 0.5, Number.NaN])('refuses the number %d', (number) => {
    expect(() => writeCell(formatted('?-#'), number)).toThrow(
      `Expected a number from 0 to 259 for the format ?-#, got \`${number}\``,
    );
  });

  it.each([
    ['INV-000', 'Expected a format to have `#` for digits or `?` for letters, got `INV-000`'],
    ['#'.repeat(16), 'Expected a format to have at most 2^53 texts, got more by `################`'],
    ['#,#', 'Expected words without quotes, commas, semicolons and line breaks, got `#,#`'],
  ])('refuses the format %s', (format, message) => {
    expect(() => formatted(format)).toThrow(expect.objectContaining({ code: 'invalid-model', message }));
  });
});
