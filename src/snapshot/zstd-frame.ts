// Where a zstd frame ends. Node's decoder stops there and does not tell what is behind it, so the frame is followed by its
// fields and blocks as RFC 8878 lays them out in section 3.1.1. Whether they are right is the decoder's to say.

const magic = [0x28, 0xb5, 0x2f, 0xfd];
const dictionaryBytes = [0, 1, 2, 4];
const repeatedByte = 1; // the type of a block that has one byte, whatever its size

/** One zstd frame, followed chunk by chunk; of its blocks no byte is looked at. */
export class ZstdFrame {
  readonly #look = lookThrough();
  #isWhole = this.#look.next().done === true;
  /** The next byte to be looked at, or the end of the frame, counted from the beginning of the next chunk. */
  #next = 0;

  /** What of these chunks is the frame's; all of them are read. */
  async *takeAll(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      const own = this.take(chunk);
      if (own.length > 0) yield own;
    }
  }

  /** What of the next chunk is the frame's. */
  take(chunk: Uint8Array): Uint8Array {
    while (!this.#isWhole && this.#next < chunk.length) {
      const { done = false, value } = this.#look.next(chunk[this.#next]!);
      this.#isWhole = done;
      this.#next += 1 + (value ?? 0);
    }
    const own = chunk.subarray(0, Math.max(0, this.#next));
    this.#next -= chunk.length;
    return own;
  }

  /** Throws unless what was taken was a frame, to its last byte, and nothing behind it. */
  end(): void {
    if (!this.#isWhole) throw new Error('its file was cut off');
    if (this.#next < 0) throw new Error('its file goes on behind it');
  }
}

/** Yields how many bytes to leave out, is given the byte behind them, and returns at the frame's last. */
function* lookThrough(): Generator<number, void, number> {
  for (const byte of magic) if ((yield 0) !== byte) yield Number.POSITIVE_INFINITY; // what is no frame has no end
  const descriptor = yield 0;
  let skipped = countHeaderBytes(descriptor);
  for (let isLast = false; !isLast; ) {
    const block = (yield skipped) | ((yield 0) << 8) | ((yield 0) << 16);
    isLast = (block & 1) === 1;
    skipped = ((block >> 1) & 3) === repeatedByte ? 1 : block >> 3;
  }
  const hasChecksum = (descriptor & 4) !== 0;
  if (hasChecksum) skipped += 4;
  if (skipped > 0) yield skipped - 1;
}

/** Of the window descriptor, the dictionary's id and the size of the content. */
function countHeaderBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0; // has no window, and always a size
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
  return Number(!isSingleSegment) + dictionaryBytes[descriptor & 3]! + sizeBytes;
}
