import type { IdHash } from '../lint/ids/id-reader.ts';

/** A property with more different values than this has no mix. */
export const mostValues = 32;

const placeCount = 128;

/** Counts the values of a property that has few. Values are recognised by 64 bits of hash. */
export class ValueMix {
  /** The values in the order in which they were found. The value at place n has the code n + 1. */
  readonly values: string[] = [];
  /** How often each code was found. */
  readonly counts = new Float64Array(mostValues + 1);
  readonly #hashes = new Int32Array(placeCount * 2); // high and low; a low of 0 marks a free place
  readonly #codes = new Uint8Array(placeCount);

  /** Counts a value and returns its code, or 0 if it is new and there are too many. `readText` is called for a new value. */
  add({ high, low }: IdHash, readText: () => string): number {
    const code = this.#codeOf(high, low, readText);
    this.counts[code]!++;
    return code;
  }

  #codeOf(high: number, low: number, readText: () => string): number {
    const hashes = this.#hashes;
    for (let place = low & (placeCount - 1); ; place = (place + 1) & (placeCount - 1)) {
      const found = hashes[place * 2 + 1];
      if (found === low && hashes[place * 2] === high) return this.#codes[place]!;
      if (found !== 0) continue;
      if (this.values.length === mostValues) return 0;
      hashes[place * 2] = high;
      hashes[place * 2 + 1] = low;
      const code = this.values.push(readText());
      this.#codes[place] = code;
      return code;
    }
  }
}
