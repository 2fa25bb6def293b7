// Which ids there are, for any number of them: 64 bits of hash each, in tables that grow one part at a time, so that a
// hundred million take about a gigabyte. A JavaScript Set ends at 16.7 million entries.

const parts = 64;
const firstSize = 1 << 4;
const fullShare = 0.8;

/** Hash of an id in two halves of 32 bits, which are made in different ways: MurmurHash3's and xxHash32's. */
export class IdHash {
  high = 0;
  low = 0;

  /** Makes the hash of some bytes of a view. */
  read(view: DataView, start: number, end: number): void {
    let high = 0x811c9dc5 ^ (end - start);
    let low = 0x3c6ef372 ^ (end - start);
    let at = start;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      high = addToHigh(high, word);
      low = addToLow(low, word);
    }
    if (at < end) {
      let word = 0;
      for (; at < end; at++) word = (word << 8) | view.getUint8(at);
      high = addToHigh(high, word);
      low = addToLow(low, word);
    }
    // Every bit comes to depend on every other one.
    this.high = mix(high ^ low);
    this.low = mix(low ^ Math.imul(this.high, 0x9e3779b1)) || 1;
  }
}

function addToHigh(high: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const hash = high ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
}

function addToLow(low: number, word: number): number {
  const sum = (low + Math.imul(word, 0x85ebca77)) | 0;
  return Math.imul((sum << 13) | (sum >>> 19), 0x9e3779b1);
}

/** The end of MurmurHash3. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Pairs of high and low; a low of 0 is a free place. In memory that threads share. */
export type IdTables = readonly Int32Array[];

/** A set of hashes. What threads share may only be read while nobody adds. */
export class IdHashSet {
  readonly tables: Int32Array[];
  readonly #counts = new Uint32Array(parts);

  /** Of tables, which are then only read; else empty. */
  constructor(tables?: IdTables) {
    this.tables = tables ? [...tables] : Array.from({ length: parts }, () => createTable(firstSize));
  }

  /** Of hashes as `IdHashList` has them. */
  static of(pairs: Int32Array): IdHashSet {
    const index = new IdHashSet();
    for (let at = 0; at < pairs.length; at += 2) index.add(pairs[at]!, pairs[at + 1]!);
    return index;
  }

  /** Answers false when it is there already. */
  add(high: number, low: number): boolean {
    const part = high >>> 26;
    let table = this.tables[part]!;
    if (this.#counts[part]! >= (table.length / 2) * fullShare) table = this.#grow(part);
    if (!insert(table, high, low)) return false;
    this.#counts[part]!++;
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

  #grow(part: number): Int32Array {
    const old = this.tables[part]!;
    const table = createTable(old.length);
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) insert(table, old[at]!, old[at + 1]!);
    this.tables[part] = table;
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

/** Hashes one after the other, high and low in turn. */
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

  /** All so far, which it then forgets. */
  take(): Int32Array {
    const pairs = this.#pairs.slice(0, this.#length);
    this.#length = 0;
    return pairs;
  }
}
