import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindModel } from '../../../src/model/graph.ts';
import { addSums, digestTable, RowSum } from '../../../src/verify/database/row-sum.ts';
import { createRowText } from '../../../src/verify/database/row-text.ts';
import { listVerifiedTables } from '../../../src/verify/database/verified-table.ts';
import { library } from '../../model/library.ts';

function sum(...rows: string[]): bigint {
  const sum = new RowSum();
  for (const row of rows) sum.add(row);
  return sum.value;
}

describe('the sum of rows', () => {
  it('is the sum of their sha256 modulo 2^256', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 40 }), (rows) => {
        const hashes = rows.map((row) => BigInt(`0x${createHash('sha256').update(row).digest('hex')}`));
        expect(sum(...rows)).toBe(hashes.reduce((total, hash) => (total + hash) % 2n ** 256n, 0n));
      }),
    );
  });

  it('does not depend on the order of rows or on the ranges they are summed in', () => {
    const whole = sum('a', 'b', 'c', 'd');
    expect(sum('d', 'b', 'a', 'c')).toBe(whole);
    expect(addSums(sum('b'), sum('d', 'a', 'c'))).toBe(whole);
  });

  it.each([
    ['a missing row', ['a', 'b']],
    ['a row twice', ['a', 'b', 'c', 'c']],
    ['a row twice in place of another', ['a', 'b', 'b']],
    ['two pairs, which an XOR would miss', ['a', 'b', 'c', 'd', 'd']],
    ['an empty row', ['a', 'b', 'c', '']],
    ['a changed row', ['a', 'b', 'C']],
  ])('differs with %s', (_, rows) => {
    expect(sum(...rows)).not.toBe(sum('a', 'b', 'c'));
  });
});

describe('the digest of a table', () => {
  const {
    Author: author,
    Book: book,
    WROTE: wrote,
  } = Object.fromEntries(
    listVerifiedTables(bindModel(library, { seed: 'bulkgen', scale: 1_000, asOfDay: 20_454 })).map((table) => [
      table.name,
      table,
    ]),
  );

  it('differs for other labels, columns, row counts or sums', () => {
    const { labels, columns } = author!;
    const digests = [
      digestTable(author!, { rows: 1, sum: 5n }),
      digestTable({ labels: book!.labels, columns }, { rows: 1, sum: 5n }),
      digestTable({ labels, columns: book!.columns }, { rows: 1, sum: 5n }),
      digestTable(author!, { rows: 2, sum: 5n }),
      digestTable(author!, { rows: 1, sum: 6n }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  // Snapshots record these digests, so a changed digest makes every older snapshot fail its verification.
  it.each([
    [author!, 'd1e65e1634412d299510acb8401b55ce016d42a4acb0e4abf4eca1c4ae514580'],
    [wrote!, 'a765ec4ebfd782006f1ad8107418e720f77b4c186b6b349e7171eb7fda92e13b'],
  ])('of $name never changes', (table, digest) => {
    const toText = createRowText(table);
    const rows = Array.from({ length: table.count }, (_, ordinal) => toText(ordinal));
    expect(digestTable(table, { rows: table.count, sum: sum(...rows) })).toBe(digest);
  });
});
