import { describe, expect, it } from 'vitest';
import { date } from '../../../src/model/column/date.ts';
import { datetime, localdatetime } from '../../../src/model/column/datetime.ts';
import { duration } from '../../../src/model/column/duration.ts';
import { localtime, time } from '../../../src/model/column/time.ts';
import { writeCell } from './cell.ts';

const milliseconds = Date.UTC(2026, 10, 29, 12);
const noon = 12 * 3_600;

describe('a time in another unit than that of its column', () => {
  it.each([
    ['datetime', () => writeCell(datetime(), milliseconds), 'seconds of the years 0 to 9999', milliseconds],
    ['localdatetime', () => writeCell(localdatetime(), milliseconds), 'seconds of the years 0 to 9999', milliseconds],
    ['date', () => writeCell(date(), milliseconds), 'a day of the years 0 to 9999', milliseconds],
    ['time', () => writeCell(time(), noon * 1_000), 'a second of the day, 0 to 86399', noon * 1_000],
    ['localtime', () => writeCell(localtime(), noon * 1_000), 'a second of the day, 0 to 86399', noon * 1_000],
    ['duration', () => writeCell(duration(), 0, 0, 30 * 86_400_000), 'a whole number of 32 bits', 30 * 86_400_000],
  ])('is named by %s', (_, write, expected, value) => {
    expect(write).toThrow(new RangeError(`Expected ${expected}, got \`${value}\`, which looks like milliseconds`));
  });

  it('is named by date: seconds', () => {
    expect(() => writeCell(date(), milliseconds / 1_000)).toThrow('got `1795953600`, which looks like seconds');
  });

  it.each([
    [date(), 2_932_897],
    [date(), 1e21],
    [datetime(), 1e15],
    [time(), 86_400_000_001],
  ])('is not named where the number fits no other unit: %#', (column, value) => {
    expect(() => writeCell(column, value)).toThrow(/^Expected .* got `[^`]*`$/);
  });
});
