import type { ByteBuffer } from './byte-buffer.ts';

/**
 * Texts encoded once, each padded to the same number of blocks of eight bytes, at least one. A block is kept as a double, which is copied without a
 * change: only a NaN could be, and no eight bytes of UTF-8 are one (they would end in a byte from F0 on and 7F or FF).
 */
export interface EncodedTexts {
  /** The most bytes that writing a text touches. */
  readonly maxBytes: number;
  readonly blocks: Float64Array;
  readonly blocksPerText: number;
  /** How many bytes each text has. */
  readonly lengths: Uint32Array;
}

const encoder = new TextEncoder();

/** Encodes texts to be written by their index. */
export function encodeTexts(texts: readonly string[]): EncodedTexts {
  const encoded = texts.map((text) => encoder.encode(text));
  const blocksPerText = encoded.reduce((most, { length }) => Math.max(most, Math.ceil(length / 8)), 1);
  const bytes = new Uint8Array(blocksPerText * texts.length * 8);
  for (let index = 0; index < encoded.length; index++) bytes.set(encoded[index]!, index * blocksPerText * 8);
  return {
    maxBytes: blocksPerText * 8,
    blocks: readBlocks(bytes),
    blocksPerText,
    lengths: Uint32Array.from(encoded, ({ length }) => length),
  };
}

/** Bytes, eight of which are a block, as blocks: the first byte of each is the lowest, on every machine. */
function readBlocks(bytes: Uint8Array<ArrayBuffer>): Float64Array {
  const view = new DataView(bytes.buffer);
  const blocks = new Float64Array(bytes.length / 8);
  for (let block = 0; block < blocks.length; block++) blocks[block] = view.getFloat64(block * 8, true);
  return blocks;
}

/**
 * Writes a text by its index, eight bytes at a time and always as many as the longest text has, so that no branch depends
 * on the text. The bytes beyond its end are padding, which the next write replaces.
 */
export function writeEncoded(out: ByteBuffer, { blocks, blocksPerText, lengths }: EncodedTexts, index: number): void {
  const { view, position } = out;
  const first = index * blocksPerText;
  view.setFloat64(position, blocks[first]!, true);
  for (let block = 1; block < blocksPerText; block++)
    view.setFloat64(position + block * 8, blocks[first + block]!, true);
  out.position = position + lengths[index]!;
}
