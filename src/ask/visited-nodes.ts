import { BulkgenError } from '../errors.ts';

/** A search visits so many nodes at most, unless it says another number: they take about 100 MB. */
const mostVisited = 5_000_000;

/**
 * The nodes that a search has visited, in order, each with the one from which it was reached. It is a hash table of record numbers, because a
 * list or a bit for each node of the graph would grow with the scale.
 */
export class VisitedNodes {
  /** How many nodes. */
  size = 0;
  #records: Float64Array<ArrayBuffer>;
  #origins: Int32Array<ArrayBuffer>;
  /** The place of a node plus one, at a slot that follows from its record number; 0 for a free slot. */
  #slots: Int32Array<ArrayBuffer>;
  readonly #most: number;

  /** It has places for so many nodes at first. Most searches are short, and V8 makes arrays of 64 bytes much faster than larger ones. */
  constructor(most: number = mostVisited, places = 8) {
    this.#most = most;
    this.#records = new Float64Array(places);
    this.#origins = new Int32Array(places);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * places)));
  }

  /**
   * Adds a node by its record number, with the place of the node from which it was reached; -1 for none. Returns false when it is known
   * already. Throws `scale-too-large` for too many nodes.
   */
  add(record: number, origin: number): boolean {
    let slot = this.#findSlot(record);
    if (this.#slots[slot] !== 0) return false;
    if (this.size === this.#most) throw tooMany(this.#most);
    if (this.size === this.#records.length) {
      this.#grow();
      slot = this.#findSlot(record);
    }
    this.#records[this.size] = record;
    this.#origins[this.size] = origin;
    this.#slots[slot] = ++this.size;
    return true;
  }

  /** The place of a node in the order of visits; undefined for one that was not visited. */
  placeOf(record: number): number | undefined {
    const place = this.#slots[this.#findSlot(record)]!;
    return place === 0 ? undefined : place - 1;
  }

  /** The record number of the node at a place. */
  at(place: number): number {
    return this.#records[place]!;
  }

  /** The record numbers on the way to the node at a place, from the first node. */
  pathTo(place: number): readonly number[] {
    const path: number[] = [];
    for (let current = place; current >= 0; current = this.#origins[current]!) path.push(this.#records[current]!);
    return path.reverse();
  }

  #findSlot(record: number): number {
    const last = this.#slots.length - 1;
    const high = Math.floor(record / 2 ** 32);
    const mixed = Math.imul((record ^ Math.imul(high, 0x85ebca6b)) | 0, 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & last;
    while (this.#slots[slot] !== 0 && this.#records[this.#slots[slot]! - 1] !== record) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const length = Math.min(this.#most, this.#records.length * 2);
    const [records, origins] = [new Float64Array(length), new Int32Array(length)];
    records.set(this.#records);
    origins.set(this.#origins);
    [this.#records, this.#origins] = [records, origins];
    if (length * 1.5 < this.#slots.length) return;
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let place = 0; place < this.size; place++) this.#slots[this.#findSlot(records[place]!)] = place + 1;
  }
}

function tooMany(most: number): BulkgenError {
  return new BulkgenError('scale-too-large', `Could not follow more than ${most.toLocaleString('en-US')} nodes`, {
    hint: 'Ask about another node, or choose a smaller --scale.',
  });
}
