import { expect, it } from 'vitest';
import { formatBytes } from '../../src/system/format-bytes.ts';

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [113_902_593, '113.9 MB'],
  [2_500_000_000_000_000, '2500.0 TB'],
])('formatBytes shows %d bytes as `%s`', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
