import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteBuffer } from '../../src/model/byte-buffer.ts';
import { encodeTexts, writeEncoded } from '../../src/model/encoded-texts.ts';

describe('encodeTexts', () => {
  it('writes texts of any length one after the other', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat()), (list, picks) => {
        const encoded = encodeTexts(list);
        const indexes = picks.map((pick) => pick % list.length);
        const out = new ByteBuffer((indexes.length + 1) * encoded.maxBytes);
        for (const index of indexes) writeEncoded(out, encoded, index);
        const written = Buffer.from(out.bytes.subarray(0, out.position));
        expect(written).toEqual(Buffer.from(indexes.map((index) => list[index]).join('')));
      }),
    );
  });

  it('touches no byte beyond `maxBytes`', () => {
    const encoded = encodeTexts(['', 'a', 'abcdefghi']);
    const out = new ByteBuffer(encoded.maxBytes + 1);
    out.bytes.fill(7);
    for (const index of [0, 1, 2]) {
      out.position = 0;
      writeEncoded(out, encoded, index);
    }
    expect(out.bytes.at(-1)).toBe(7);
  });
});
