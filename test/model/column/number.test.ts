import { describe, expect, it } from 'vitest';
import { boolean } from '../../../src/model/column/boolean.ts';
import { date } from '../../../src/model/column/date.ts';
import { datetime } from '../../../src/model/column/datetime.ts';
import { decimal } from '../../../src/model/column/decimal.ts';
import { integer, long, money } from '../../../src/model/column/integer.ts';
import { ipAddress } from '../../../src/model/column/ip-address.ts';
import { point } from '../../../src/model/column/point.ts';
import { version } from '../../../src/model/column/version.ts';
import { readCell, writeCell } from './cell.ts';

const largest = Number.MAX_SAFE_INTEGER;

describe('integer and long', () => {
  it.each([0, -1, 2 ** 31 - 1, -(2 ** 31)])('write %d and read it as a bigint', (value) => {
    expect(writeCell(integer(), value)).toBe(`${value},`);
    expect(readCell(integer(), value)).toBe(BigInt(value));
  });

  it.each([2 ** 32, largest, -largest])('write %d as a long', (value) => {
    expect(writeCell(long(), value)).toBe(`${value},`);
    expect(readCell(long(), value)).toBe(BigInt(value));
  });
});

describe('numbers that a column cannot hold', () => {
  it('are refused by point: a place that is not on Earth', () => {
    expect(() => writeCell(point(), 1_800_001, 0)).toThrow(
      'Expected a longitude in whole ten-thousandths of a degree, from -1800000 to 1800000, got `1800001`',
    );
    expect(() => writeCell(point(), 0, -900_001)).toThrow(
      'Expected a latitude in whole ten-thousandths of a degree, from -900000 to 900000, got `-900001`',
    );
    expect(writeCell(point(), -1_800_000, 900_000)).toContain('{longitude:-180, latitude:90}');
  });

  const bad = [Number.NaN, 0.5, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 1e21];

  it.each([...bad, 2 ** 31, -(2 ** 31) - 1])('are refused by integer: %d', (value) => {
    expect(() => writeCell(integer(), value)).toThrow(`Expected a value of type int, got \`${value}\``);
  });

  it.each(bad)('are refused by long, money, decimal and datetime: %d', (value) => {
    expect(() => writeCell(long(), value)).toThrow(`Expected a value of type long, got \`${value}\``);
    expect(() => writeCell(money(), value)).toThrow(`Expected an amount in whole cents, got \`${value}\``);
    expect(() => writeCell(decimal(2), value)).toThrow(
      `Expected a whole number of units of the last digit, got \`${value}\``,
    );
    expect(() => writeCell(datetime(), value)).toThrow(`Expected a whole number of seconds, got \`${value}\``);
  });

  it.each([Number.NaN, 0.5, 2_932_897, -719_529])('are refused by date: %d', (day) => {
    expect(() => writeCell(date(), day)).toThrow(
      `Expected ${Number.isInteger(day) ? 'a day of the years 0 to 9999' : 'a day, a whole number since 1970-01-01'}, got \`${day}\``,
    );
  });

  it('do not include minus zero', () => {
    expect(writeCell(integer(), -0)).toBe('0,');
    expect(writeCell(decimal(1), -0)).toBe('0,');
  });

  it('read minus zero as the zero that they write', () => {
    expect(readCell(decimal(1), -0)).toBe(0);
    expect(readCell(point(), -0, -0)).toEqual({ kind: 'point', longitude: 0, latitude: 0 });
  });
});

describe('boolean', () => {
  it.each([
    [true, 'true,'],
    [false, 'false,'],
  ])('writes %s as %s, the only form that the importer reads as true or false', (value, cell) => {
    expect(writeCell(boolean(), value)).toBe(cell);
    expect(readCell(boolean(), value)).toBe(value);
  });
});

describe('ipAddress', () => {
  it.each([
    [0, '0.0.0.0'],
    [0x0a00_0001, '10.0.0.1'],
    [0xac10_ff00, '172.16.255.0'],
    [0xffff_ffff, '255.255.255.255'],
  ])('writes the bits %i as %s', (bits, address) => {
    expect(writeCell(ipAddress(), bits)).toBe(`${address},`);
    expect(readCell(ipAddress(), bits)).toBe(address);
  });
});

describe('version', () => {
  it.each([
    [4, 12, 0, '4.12.0'],
    [0, 0, 0, '0.0.0'],
    [largest, largest, largest, `${largest}.${largest}.${largest}`],
  ])('writes %i, %i and %i as %s', (major, minor, patch, text) => {
    expect(writeCell(version(), major, minor, patch)).toBe(`${text},`);
    expect(readCell(version(), major, minor, patch)).toBe(text);
  });
});
