import { TextDecoder } from 'node:util';
import { BulkgenError } from '../../errors.ts';
import type { CsvDialect } from '../dialect/csv-dialect.ts';

/** Decodes bytes that arrive in blocks. A character that two blocks share comes with the second of them. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/**
 * Creates a decoder for UTF-32BE and the encodings that `TextDecoder` knows, as Java reads them: US-ASCII and ISO-8859-1 are not
 * windows-1252, and UTF-16 without a byte order mark begins with the high byte. Throws `invalid-option` for any other encoding.
 */
export function createDecoder(name: string): Decoder {
  if (name === 'utf-32be') return new Utf32Decoder();
  if (asciiNames.includes(name)) return createByteDecoder(0x7f);
  if (latin1Names.includes(name)) return createByteDecoder(0xff);
  if (utf16Names.includes(name)) return createDecoder('utf-16be');
  try {
    return new TextDecoder(name);
  } catch {
    throw new BulkgenError('invalid-option', `Expected --input-encoding to be a known encoding, got \`${name}\``, {
      hint: 'Convert the files to UTF-8.',
    });
  }
}

const asciiNames: readonly string[] = ['us-ascii', 'ascii', 'ascii7', 'ansi_x3.4-1968', 'iso646-us', 'cp367', '646'];
const latin1Names: readonly string[] = ['iso-8859-1', 'iso8859-1', 'iso8859_1', 'iso_8859-1', 'latin1', 'l1', 'cp819'];
const utf16Names: readonly string[] = ['utf-16', 'utf_16', 'utf16', 'unicode', 'unicodebig'];

/** Decodes an encoding in which each byte is the code of a character. Higher bytes than `most` are not characters. */
function createByteDecoder(most: number): Decoder {
  return {
    decode(bytes = new Uint8Array()) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      return most === 0xff ? text : text.replace(/[\x80-\xff]/g, '\ufffd');
    },
  };
}

class Utf32Decoder implements Decoder {
  #rest: Buffer = Buffer.alloc(0);

  decode(bytes: Uint8Array = new Uint8Array()): string {
    const all = Buffer.concat([this.#rest, bytes]);
    const whole = all.length - (all.length % 4);
    let text = '';
    for (let at = 0; at < whole; at += 4) {
      const code = all.readUInt32BE(at);
      text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    }
    this.#rest = all.subarray(whole);
    return text;
  }
}

/** A decoder of text in which each of these characters takes the place of the other. */
export function swapCharacters(decoder: Decoder, swaps: CsvDialect['swaps']): Decoder {
  if (swaps.length === 0) return decoder;
  const swap = createSwap(swaps);
  return { decode: (bytes, options) => swap(decoder.decode(bytes, options)) };
}

/** Puts each of these characters in the place of the other. Done twice, a text is as it was. */
export function createSwap(swaps: CsvDialect['swaps']): (text: string) => string {
  if (swaps.length === 0) return (text) => text;
  const pairs = swaps.map(([one, other]) => [String.fromCharCode(one), String.fromCharCode(other)] as const);
  const others = new Map([...pairs, ...pairs.map(([one, other]) => [other, one] as const)]);
  const characters = new RegExp(`[${[...others.keys()].join('')}]`, 'g');
  return (text) => text.replaceAll(characters, (one) => others.get(one)!);
}
