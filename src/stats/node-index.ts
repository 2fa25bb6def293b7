import { ensureLength } from './typed-array.ts';

const firstSize = 1 << 10;
const fullShare = 0.6;

/** Finds nodes by 64 bits of hash of their ids. It takes 12 bytes a place, at most 40 for each node. */
export class NodeIndex {
  #places = new Int32Array(firstSize * 3); // high, low, node + 1
  #count = 0;

  /** Returns false if a node with that hash exists. The first node keeps its id. */
  add(high: number, low: number, node: number): boolean {
    const at = this.#find(high, low);
    if (this.#places[at + 2] !== 0) return false;
    this.#places[at] = high;
    this.#places[at + 1] = low;
    this.#places[at + 2] = node + 1;
    if (++this.#count > (this.#places.length / 3) * fullShare) this.#grow();
    return true;
  }

  /** The number of the node, or −1. */
  find(high: number, low: number): number {
    return this.#places[this.#find(high, low) + 2]! - 1;
  }

  /** The place of a hash, or the free place for it. */
  #find(high: number, low: number): number {
    const places = this.#places;
    const mask = places.length / 3 - 1;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const at = place * 3;
      if (places[at + 2] === 0 || (places[at + 1] === low && places[at] === high)) return at;
    }
  }

  #grow(): void {
    const old = this.#places;
    this.#places = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) this.#places.set(old.subarray(at, at + 3), this.#find(old[at]!, old[at + 1]!));
    }
  }
}

/** The kind of every node, and its number among the nodes of that kind. */
export class NodeNumbers {
  kinds = new Int32Array();
  ordinals = new Int32Array();
  count = 0;

  /** Returns the number of the new node. */
  add(kind: number, ordinal: number): number {
    const node = this.count++;
    this.kinds = ensureLength(this.kinds, this.count, (length) => new Int32Array(length));
    this.ordinals = ensureLength(this.ordinals, this.count, (length) => new Int32Array(length));
    this.kinds[node] = kind;
    this.ordinals[node] = ordinal;
    return node;
  }
}
