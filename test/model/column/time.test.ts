import { describe, expect, it } from 'vitest';
import { localdatetime } from '../../../src/model/column/datetime.ts';
import { localtime, time } from '../../../src/model/column/time.ts';
import { readCell, writeCell } from './cell.ts';

describe('time', () => {
  it.each([
    ['Z', 0, '00:00:00Z,', 0],
    ['Z', 86_399, '23:59:59Z,', 0],
    ['+00:00', 3_661, '01:01:01Z,', 0],
    ['-00:00', 3_661, '01:01:01Z,', 0],
    ['+05:45', 45_296, '12:34:56+05:45,', 20_700],
    ['-18:00', 1, '00:00:01-18:00,', -64_800],
  ])('in the zone %s writes %i as %s', (offset, second, cell, seconds) => {
    expect(writeCell(time(offset), second)).toBe(cell);
    expect(readCell(time(offset), second)).toEqual({ kind: 'time', second, offset: seconds });
  });

  it.each(['', 'UTC', 'z', '+2', '+02', '+0200', '+18:01', '+19:00', '+02:60', '02:00'])(
    'refuses the offset `%s`',
    (offset) => {
      expect(() => time(offset)).toThrow(
        `Expected an offset to be Z or +HH:MM or -HH:MM, at most 18:00, got \`${offset}\``,
      );
    },
  );

  it.each([-1, 86_400, 0.5, Number.NaN])('refuses the second %d, and so does localtime', (second) => {
    const message = `Expected a second of the day, 0 to 86399, got \`${second}\``;
    expect(() => writeCell(time(), second)).toThrow(message);
    expect(() => writeCell(localtime(), second)).toThrow(message);
  });
});

describe('localdatetime', () => {
  it('has no zone', () => {
    expect(writeCell(localdatetime(), -1)).toBe('1969-12-31T23:59:59,');
    expect(readCell(localdatetime(), -1)).toEqual({ kind: 'localdatetime', second: -1 });
  });

  it('refuses a part of a second and a year beyond 9999', () => {
    expect(() => writeCell(localdatetime(), 0.5)).toThrow('Expected a whole number of seconds, got `0.5`');
    expect(() => writeCell(localdatetime(), 2_932_897 * 86_400)).toThrow(
      'Expected seconds of the years 0 to 9999, got `253402300800`',
    );
  });
});
