// A JavaScript Set ends at 16.7 million entries. This set has no such limit: it holds 64 bits of hash per id, in tables that grow
// one at a time, and takes about a gigabyte for a hundred million ids.

const tableCount = 64;
const firstSize = 1 << 4;
const fullShare = 0.8;

/** Hashes as pairs of high and low, in memory that threads share. A low of 0 marks a free place. */
export type IdTables = readonly Int32Array[];

/** A set of hashes. Other threads may read its tables only while no hash is added. */
export class IdHashSet {
  readonly tables: Int32Array[];
  readonly #counts = new Uint32Array(tableCount);

  /** An empty set, or a set that only reads the tables of another one. */
  constructor(tables?: IdTables) {
    this.tables = tables ? [...tables] : Array.from({ length: tableCount }, () => createTable(firstSize));
  }

  /** The set of the hashes in a list, as `IdHashList.take` returns them. */
  static of(pairs: Int32Array): IdHashSet {
    const set = new IdHashSet();
    for (let at = 0; at < pairs.length; at += 2) set.add(pairs[at]!, pairs[at + 1]!);
    return set;
  }

  /** Returns false if the set already has the hash. */
  add(high: number, low: number): boolean {
    const place = high >>> 26;
    let table = this.tables[place]!;
    if (this.#counts[place]! >= (table.length / 2) * fullShare) table = this.#grow(place);
    if (!insert(table, high, low)) return false;
    this.#counts[place]!++;
    return true;
  }

  has(high: number, low: number): boolean {
    const table = this.tables[high >>> 26]!;
    const mask = table.length / 2 - 1;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const found = table[place * 2 + 1];
      if (found === 0) return false;
      if (found === low && table[place * 2] === high) return true;
    }
  }

  #grow(place: number): Int32Array {
    const old = this.tables[place]!;
    const table = createTable(old.length);
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) insert(table, old[at]!, old[at + 1]!);
    this.tables[place] = table;
    return table;
  }
}

function createTable(size: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(size * 2 * Int32Array.BYTES_PER_ELEMENT));
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

/** A list of hashes, each as its high half and its low half. */
export class IdHashList {
  #pairs = new Int32Array(1 << 10);
  #length = 0;

  add(high: number, low: number): void {
    if (this.#length === this.#pairs.length) {
      const longer = new Int32Array(this.#pairs.length * 2);
      longer.set(this.#pairs);
      this.#pairs = longer;
    }
    this.#pairs[this.#length++] = high;
    this.#pairs[this.#length++] = low;
  }

  /** Returns the hashes so far, and empties the list. */
  take(): Int32Array {
    const pairs = this.#pairs.slice(0, this.#length);
    this.#length = 0;
    return pairs;
  }
}
