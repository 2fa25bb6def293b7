// Which ids there are, for any number of them: 64 bits of hash each, in tables that grow one part at a time, so that a
// hundred million take about a gigabyte. A JavaScript Set ends at 16.7 million entries.

const parts = 64;
const firstSize = 1 << 4;
const fullShare = 0.7;

/** Hash of an id, made byte by byte; its two halves are made in different ways. */
export class IdHash {
  high = 0;
  low = 0;

  reset(): void {
    this.high = 0x811c9dc5 | 0;
    this.low = 0x3c6ef372;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    let { high, low } = this;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      high = Math.imul(high ^ byte, 0x01000193); // FNV-1a
      low = Math.imul(low ^ byte, 0x5bd1e995);
      low ^= low >>> 15;
    }
    this.high = high;
    this.low = low;
  }

  /** Makes every bit depend on every other one (the end of MurmurHash3). */
  finish(): void {
    this.high = mix(this.high ^ this.low);
    this.low = mix(this.low ^ Math.imul(this.high, 0x9e3779b1)) || 1;
  }

  /** The hash as a key of a map. */
  get key(): string {
    return `${this.high}:${this.low}`;
  }
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A set of hashes. */
export class IdIndex {
  /** Pairs of high and low; a low of 0 is a free place. */
  readonly #tables: Int32Array[] = Array.from({ length: parts }, () => new Int32Array(firstSize * 2));
  readonly #counts = new Uint32Array(parts);
  size = 0;

  /** Answers false when it is there already. */
  add({ high, low }: IdHash): boolean {
    const part = high >>> 26;
    let table = this.#tables[part]!;
    if (this.#counts[part]! >= (table.length / 2) * fullShare) table = this.#grow(part);
    if (!insert(table, high, low)) return false;
    this.#counts[part]!++;
    this.size++;
    return true;
  }

  has({ high, low }: IdHash): boolean {
    const table = this.#tables[high >>> 26]!;
    const mask = table.length / 2 - 1;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const found = table[place * 2 + 1];
      if (found === 0) return false;
      if (found === low && table[place * 2] === high) return true;
    }
  }

  #grow(part: number): Int32Array {
    const old = this.#tables[part]!;
    const table = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) insert(table, old[at]!, old[at + 1]!);
    this.#tables[part] = table;
    return table;
  }
}

/** An id space: the ids in it, and the type they have of their own. */
export interface Space {
  readonly ids: IdIndex;
  readonly type: string | undefined;
}

function insert(table: Int32Array, high: number, low: number): boolean {
  const mask = table.length / 2 - 1;
  for (let place = low & mask; ; place = (place + 1) & mask) {
    const found = table[place * 2 + 1];
    if (found === 0) {
      table[place * 2] = high;
      table[place * 2 + 1] = low;
      return true;
    }
    if (found === low && table[place * 2] === high) return false;
  }
}
