import type { ByteBuffer } from './byte-buffer.ts';

/** Texts encoded once, each padded to the same number of four-byte words, at least two. */
export interface EncodedTexts {
  /** The most bytes that writing a text touches. */
  readonly maxBytes: number;
  readonly words: Int32Array;
  readonly wordsPerText: number;
  /** How many bytes each text has. */
  readonly lengths: Uint32Array;
}

/** Encodes texts to be written by their index. */
export function encodeTexts(texts: readonly string[]): EncodedTexts {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const wordsPerText = encoded.reduce((most, { length }) => Math.max(most, Math.ceil(length / 4)), 2);
  const words = new Int32Array(wordsPerText * texts.length);
  const view = new DataView(words.buffer);
  for (const [index, bytes] of encoded.entries()) {
    new Uint8Array(words.buffer).set(bytes, index * wordsPerText * 4);
    for (let word = index * wordsPerText; word < (index + 1) * wordsPerText; word++) {
      words[word] = view.getInt32(word * 4, true);
    }
  }
  return {
    maxBytes: wordsPerText * 4,
    words,
    wordsPerText,
    lengths: Uint32Array.from(encoded, ({ length }) => length),
  };
}

/**
 * Writes a text by its index, four bytes at a time and always as many as the longest text has, so that no branch depends
 * on the text. The bytes beyond its end are padding, which the next write replaces.
 */
export function writeEncoded(out: ByteBuffer, { words, wordsPerText, lengths }: EncodedTexts, index: number): void {
  const { view, position } = out;
  const first = index * wordsPerText;
  view.setInt32(position, words[first]!, true);
  view.setInt32(position + 4, words[first + 1]!, true);
  for (let word = 2; word < wordsPerText; word++) view.setInt32(position + word * 4, words[first + word]!, true);
  out.position = position + lengths[index]!;
}
