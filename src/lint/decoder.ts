import { TextDecoder } from 'node:util';
import { BulkgenError } from '../errors.ts';

/** Makes text of bytes that come piece by piece; a character that a piece cuts in two comes with the next. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** For any encoding that `TextDecoder` knows, and UTF-32BE. Throws `invalid-option` for others. */
export function createDecoder(name: string): Decoder {
  if (name === 'utf-32be') return new Utf32Decoder();
  try {
    return new TextDecoder(name);
  } catch {
    throw new BulkgenError('invalid-option', `Expected an encoding that is known here, got \`${name}\``, {
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
