import { describe, expect, it } from 'vitest';
import { flag } from '../../../src/model/column/flag.ts';
import { integer, long } from '../../../src/model/column/integer.ts';
import { ipAddress } from '../../../src/model/column/ip-address.ts';
import { version } from '../../../src/model/column/version.ts';
import { readCell, writeCell } from './cell.ts';

const largest = Number.MAX_SAFE_INTEGER;

describe('integer and long', () => {
  it.each([0, -1, 2 ** 31 - 1, -(2 ** 31)])('write %d and give it as a bigint', (value) => {
    expect(writeCell(integer(), value)).toBe(`${value},`);
    expect(readCell(integer(), value)).toBe(BigInt(value));
  });

  it.each([2 ** 32, largest, -largest])('write %d as a long', (value) => {
    expect(writeCell(long(), value)).toBe(`${value},`);
    expect(readCell(long(), value)).toBe(BigInt(value));
  });
});

describe('flag', () => {
  it.each([
    [true, 'true,'],
    [false, 'false,'],
  ])('writes %s as %s, for the importer takes nothing else for true', (value, cell) => {
    expect(writeCell(flag(), value)).toBe(cell);
    expect(readCell(flag(), value)).toBe(value);
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
