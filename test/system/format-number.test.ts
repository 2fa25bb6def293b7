import { expect, it } from 'vitest';
import { formatBytes, formatCount, formatQuantity } from '../../src/system/format-number.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [113_902_593, '113.9 MB'],
  [2_500_000_000_000_000, '2500.0 TB'],
])('formatBytes shows %d bytes as `%s`', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, '0'],
  [1_472_362, '1,472,362'],
])('formatCount shows the count %d as `%s`', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([
  [0, 'nodes', '0 nodes'],
  [1, 'nodes', '1 node'],
  [1, 'properties', '1 property'],
  [1_100, 'CIs', '1,100 CIs'],
])('formatQuantity shows %d %s as `%s`', (count, plural, text) => {
  expect(formatQuantity(count, plural)).toBe(text);
});
