import seedrandom from 'seedrandom';

/**
 * A named source of random draws. A draw is addressed by ordinal and draw number and depends on no other draw, so any row can
 * be made alone. seedrandom turns the name into a 64-bit key. `mix` turns key, ordinal and draw number into 32 bits.
 */
export class Stream {
  readonly #low: number;
  readonly #high: number;

  constructor(name: string) {
    const key = seedrandom(name);
    this.#low = key.int32();
    this.#high = key.int32();
  }

  /** 32 uniform bits, 0 to 2^32 − 1. `ordinal` is any integer from 0 to 2^53 − 1. */
  bits(ordinal: number, draw = 0): number {
    return mix(this.#low, this.#high, ordinal, draw) >>> 0;
  }

  /** A uniform integer from 0 to `bound` − 1; `bound` is at least 1 and at most 2^53. */
  below(bound: number, ordinal: number, draw = 0): number {
    if (bound > maxBoundOfOneDraw) return this.#belowLarge(bound, ordinal, draw);
    return (((mix(this.#low, this.#high, ordinal, draw) >>> 0) / 2 ** 32) * bound) | 0;
  }

  #belowLarge(bound: number, ordinal: number, draw: number): number {
    const high = mix(this.#low, this.#high, ordinal, draw) >>> 0;
    const low = mix(this.#high, this.#low, ordinal, draw) >>> 11;
    return Math.floor(((high * 2 ** 21 + low) / 2 ** 53) * bound);
  }

  /** A uniform integer from `first` to `last`, both inclusive. */
  between(first: number, last: number, ordinal: number, draw = 0): number {
    return first + this.below(last - first + 1, ordinal, draw);
  }

  /** True in `parts` of `whole` cases. */
  chance(parts: number, whole: number, ordinal: number, draw = 0): boolean {
    return this.below(whole, ordinal, draw) < parts;
  }
}

// Above this bound a single 32-bit draw would favour some values by more than one part in 64.
const maxBoundOfOneDraw = 2 ** 26;

/**
 * Two rounds of the 32-bit finaliser with the constants 0x7feb352d and 0x846ca68b (C. Wellons, "Prospecting for Hash
 * Functions", 2018: bias 0.17), the first over the ordinal, the second with its upper half and the draw number added.
 */
function mix(low: number, high: number, ordinal: number, draw: number): number {
  const inner = finalise(ordinal ^ low);
  const upper = ordinal <= 0x7fffffff ? 0 : Math.imul((ordinal / 2 ** 32) | 0, 0x9e3779b1);
  return finalise((inner + high + upper + Math.imul(draw, 0x85ebca6b)) | 0);
}

function finalise(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return bits ^ (bits >>> 16);
}
