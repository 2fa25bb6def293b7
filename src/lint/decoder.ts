import { TextDecoder } from 'node:util';
import { BulkgenError } from '../errors.ts';

/** Decodes bytes that arrive in blocks. A character that two blocks share comes with the second of them. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** Creates a decoder for UTF-32BE and the encodings that `TextDecoder` knows. Throws `invalid-option` for any other encoding. */
export function createDecoder(name: string): Decoder {
  if (name === 'utf-32be') return new Utf32Decoder();
  try {
    return new TextDecoder(name);
  } catch {
    throw new BulkgenError('invalid-option', `Expected --input-encoding to be a known encoding, got \`${name}\``, {
      hint: 'Convert the files to UTF-8.',
    });
  }
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
