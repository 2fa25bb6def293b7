import { createHash, hash } from 'node:crypto';
import type { VerifiedTable } from './verified-table.ts';

type NamedTable = Pick<VerifiedTable, 'labels' | 'columns'>;

const lanes = 16;
const modulus = 1n << 256n;

/**
 * The sum of the sha256 of rows, modulo 2^256. It does not depend on the order of rows or on the ranges they are summed in.
 * The chance that a missing, repeated or changed row leaves the sum unchanged is 1 in 2^256; unlike with XOR, two equal rows
 * do not cancel each other out. This detects accidents, not attacks: an attacker who can choose very many rows could
 * find others with the same sum (Wagner, "A Generalized Birthday Problem", 2002). The sha256 of files detects those too.
 */
export class RowSum {
  /** Each lane sums two bytes of every hash, so that 2^37 rows need no carry. */
  readonly #lanes = new Float64Array(lanes);

  /** Adds a row by its canonical text. */
  add(text: string): void {
    const sha256 = hash('sha256', text, 'binary');
    for (let lane = 0; lane < lanes; lane++) {
      this.#lanes[lane]! += sha256.charCodeAt(2 * lane) * 256 + sha256.charCodeAt(2 * lane + 1);
    }
  }

  /** The sum so far; `addSums` adds those of several ranges. */
  get value(): bigint {
    return this.#lanes.reduce((sum, lane) => (sum << 16n) + BigInt(lane), 0n) % modulus;
  }
}

export function addSums(a: bigint, b: bigint): bigint {
  return (a + b) % modulus;
}

/** The sha256 of a table's labels or type, its column names, its number of rows, and their sum. */
export function digestTable(
  { labels, columns }: NamedTable,
  { rows, sum }: { readonly rows: number; readonly sum: bigint },
): string {
  const text = JSON.stringify([labels, Object.keys(columns), rows, sum.toString(16).padStart(64, '0')]);
  return createHash('sha256').update(text).digest('hex');
}
