import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, formatSecond, parseDay, toCivilDate, toDayNumber } from '../../src/model/calendar.ts';

const firstDay = Date.UTC(1900, 0, 1) / 86_400_000;
const lastDay = Date.UTC(2200, 11, 31) / 86_400_000;

describe('the calendar', () => {
  it('agrees with JavaScript for every day from 1900 to 2200, in both directions', () => {
    const differences: string[] = [];
    for (let day = firstDay; day <= lastDay; day++) {
      const expected = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (formatDay(day) !== expected || parseDay(expected) !== day) differences.push(expected);
    }
    expect(differences).toEqual([]);
  });

  it('agrees with JavaScript for any day of the years 0 to 9999', () => {
    const first = toDayNumber({ year: 0, month: 1, day: 1 });
    const last = toDayNumber({ year: 9_999, month: 12, day: 31 });
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => {
        expect(formatDay(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(toDayNumber(toCivilDate(day))).toBe(day);
      }),
    );
  });

  it('agrees with JavaScript for any second, before 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: firstDay * 86_400, max: lastDay * 86_400 }), (second) => {
        expect(formatSecond(second)).toBe(new Date(second * 1_000).toISOString().replace('.000', ''));
      }),
    );
  });

  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-01-01', 20_454],
  ])('reads %s as day %i', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  it.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026/01/01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '٢٠٢٦-٠١-٠١',
    'today',
    '',
  ])('refuses `%s`', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
});
