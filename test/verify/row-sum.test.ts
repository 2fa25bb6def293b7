import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSums, digestTable, RowSum } from '../../src/verify/row-sum.ts';

function sum(...rows: string[]): bigint {
  const sum = new RowSum();
  for (const row of rows) sum.add(row);
  return sum.value;
}

describe('the sum of rows', () => {
  it('is that of their sha256 modulo 2^256', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 40 }), (rows) => {
        const hashes = rows.map((row) => BigInt(`0x${createHash('sha256').update(row).digest('hex')}`));
        expect(sum(...rows)).toBe(hashes.reduce((total, hash) => (total + hash) % 2n ** 256n, 0n));
      }),
    );
  });

  it('does not depend on the order of rows or on the stretches they are summed in', () => {
    const whole = sum('a', 'b', 'c', 'd');
    expect(sum('d', 'b', 'a', 'c')).toBe(whole);
    expect(addSums(sum('b'), sum('d', 'a', 'c'))).toBe(whole);
  });

  it.each([
    ['a row missing', ['a', 'b']],
    ['a row twice', ['a', 'b', 'c', 'c']],
    ['a row twice in place of another', ['a', 'b', 'b']],
    ['two pairs, which an XOR would not see', ['a', 'b', 'c', 'd', 'd']],
    ['an empty row', ['a', 'b', 'c', '']],
    ['another row', ['a', 'b', 'C']],
  ])('is another with %s', (_, rows) => {
    expect(sum(...rows)).not.toBe(sum('a', 'b', 'c'));
  });
});

describe('the digest of a table', () => {
  it('is another for another name, number of rows or sum', () => {
    const digests = [
      digestTable({ labels: ['Server'], columns: ['id'] }, 1, 5n),
      digestTable({ labels: ['Database'], columns: ['id'] }, 1, 5n),
      digestTable({ labels: ['Server'], columns: ['id', 'name'] }, 1, 5n),
      digestTable({ labels: ['Server'], columns: ['id'] }, 2, 5n),
      digestTable({ labels: ['Server'], columns: ['id'] }, 1, 6n),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });
});
