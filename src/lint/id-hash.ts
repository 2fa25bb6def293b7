/** The hash of an id: two halves of 32 bits, mixed in different ways, as in MurmurHash3 and in xxHash32. */
export class IdHash {
  high = 0;
  low = 0;

  /** Hashes the bytes of a view from `start` to `end`. */
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
    // After this, every bit depends on every other bit.
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

/** The last step of MurmurHash3. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
