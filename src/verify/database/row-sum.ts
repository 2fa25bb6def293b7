import { createHash, hash } from 'node:crypto';
import type { VerifiedTable } from './verified-table.ts';

type NamedTable = Pick<VerifiedTable, 'labels' | 'columns'>;

const lanes = 16;
const modulus = 1n << 256n;

/**
 * The sum of the sha256 of rows, modulo 2^256: the same in whatever order the rows come, and in whatever stretches they
 * are summed. A row that is missing, that is there twice or that has another byte changes the sum by a number of which
 * nothing but chance, one in 2^256, makes zero; unlike with XOR, two that are equal do not cancel each other. It is
 * proof against accidents. Somebody who may choose very many rows freely could look for others with the same sum
 * (Wagner, "A Generalized Birthday Problem", 2002), which the sha256 of files is proof against, too.
 */
export class RowSum {
  /** Two bytes of each hash a lane, so that 2^37 rows are summed without a carry. */
  readonly #lanes = new Float64Array(lanes);

  /** Adds a row, given as its canonical text. */
  add(text: string): void {
    const sha256 = hash('sha256', text, 'binary');
    for (let lane = 0; lane < lanes; lane++) {
      this.#lanes[lane]! += sha256.charCodeAt(2 * lane) * 256 + sha256.charCodeAt(2 * lane + 1);
    }
  }

  /** The sum so far; those of several stretches make the whole by `addSums`. */
  get value(): bigint {
    return this.#lanes.reduce((sum, lane) => (sum << 16n) + BigInt(lane), 0n) % modulus;
  }
}

export function addSums(a: bigint, b: bigint): bigint {
  return (a + b) % modulus;
}

/** One sha256 of a table's labels or type, the names of its columns, how many rows it has, and their sum. */
export function digestTable(
  { labels, columns }: NamedTable,
  { rows, sum }: { readonly rows: number; readonly sum: bigint },
): string {
  const text = JSON.stringify([labels, Object.keys(columns), rows, sum.toString(16).padStart(64, '0')]);
  return createHash('sha256').update(text).digest('hex');
}
