import { describe, expect, it } from 'vitest';
import { formatId, widenDigits } from '../../src/model/readable-id.ts';

const id = { prefix: 'srv', digits: 3 };

describe('readable ids', () => {
  it.each([
    [0, 'srv-000'],
    [42, 'srv-042'],
    [999, 'srv-999'],
  ])('pads ordinal %i with zeros: %s', (ordinal, expected) => {
    expect(formatId(id, ordinal)).toBe(expected);
  });

  it.each([
    [1, 3],
    [999, 3],
    [1_000, 4],
    [2 ** 40, 13],
  ])('needs for %i rows %i digits', (rows, digits) => {
    expect(widenDigits(id, rows)).toEqual({ prefix: 'srv', digits });
  });

  it('sorts by ordinal', () => {
    const wide = widenDigits(id, 12_000);
    const ids = [0, 9, 10, 99, 100, 999, 1_000, 11_999].map((ordinal) => formatId(wide, ordinal));
    expect([...ids].sort()).toEqual(ids);
  });
});
