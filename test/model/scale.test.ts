import { describe, expect, it } from 'vitest';
import { parseScale } from '../../src/model/scale.ts';

describe('parseScale', () => {
  it.each([
    ['small', 1_000],
    ['medium', 10_000],
    ['large', 100_000],
    ['enterprise', 500_000],
    ['ENTERPRISE', 500_000],
    ['1', 1],
    ['250000', 250_000],
    ['250,000', 250_000],
    ['250_000', 250_000],
    ['500k', 500_000],
    ['1.5m', 1_500_000],
    ['2b', 2_000_000_000],
    ['1.001k', 1_001],
    ['1,234,567', 1_234_567],
    ['0', 0],
  ])('reads `%s` as %d', (text, scale) => {
    expect(parseScale(text)).toBe(scale);
  });

  it.each([
    '',
    ' ',
    '-1',
    '1.5',
    '1e3',
    'k',
    '0x10',
    '1 000',
    'tiny',
    'constructor',
    '9007199254740993',
    '1.0001k',
    '1,5m',
    '12,34',
    '1,2345',
    '1_0',
  ])('does not read `%s`', (text) => {
    expect(parseScale(text)).toBeUndefined();
  });
});
