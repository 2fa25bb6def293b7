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

  /** Answers the hashes so far, and empties the list. */
  take(): Int32Array {
    const pairs = this.#pairs.slice(0, this.#length);
    this.#length = 0;
    return pairs;
  }
}
