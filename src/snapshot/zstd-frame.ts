// Finds where a zstd frame ends. Node's decoder stops there and does not report what follows, so this walks the frame's fields
// and blocks as RFC 8878, section 3.1.1, lays them out. The decoder checks their content.

const magic = [0x28, 0xb5, 0x2f, 0xfd];
const dictionaryBytes = [0, 1, 2, 4];
const repeatedByte = 1; // the type of a block that has one byte, whatever its size says

/** Walks one zstd frame chunk by chunk. It skips the content of the blocks. */
export class ZstdFrame {
  readonly #scan = scanFrame();
  #isWhole = this.#scan.next().done === true;
  /** The next byte to look at, or the end of the frame, counted from the start of the next chunk. */
  #next = 0;

  /** Yields the bytes of these chunks that belong to the frame. Reads all chunks. */
  async *takeAll(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      const own = this.take(chunk);
      if (own.length > 0) yield own;
    }
  }

  /** The bytes of the next chunk that belong to the frame. */
  take(chunk: Uint8Array): Uint8Array {
    while (!this.#isWhole && this.#next < chunk.length) {
      const { done = false, value } = this.#scan.next(chunk[this.#next]!);
      this.#isWhole = done;
      this.#next += 1 + (value ?? 0);
    }
    const own = chunk.subarray(0, Math.max(0, this.#next));
    this.#next -= chunk.length;
    return own;
  }

  /** Throws unless the chunks were a whole frame and nothing after it. */
  end(): void {
    if (!this.#isWhole) throw new Error('the file is truncated');
    if (this.#next < 0) throw new Error('the file has more bytes after its end');
  }
}

/** Yields how many bytes to skip, receives the byte after them, and returns at the last byte of the frame. */
function* scanFrame(): Generator<number, void, number> {
  for (const byte of magic) if ((yield 0) !== byte) yield Number.POSITIVE_INFINITY; // a file that is not a frame has no end
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

/** Bytes of the window descriptor, the dictionary id and the content size. */
function countHeaderBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0; // has no window descriptor, and always a content size
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
  return Number(!isSingleSegment) + dictionaryBytes[descriptor & 3]! + sizeBytes;
}
