import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteBuffer, countDigits, endCell, writeInteger, writePadded, writeText } from '../../src/model/byte-buffer.ts';

function written(write: (out: ByteBuffer) => void): string {
  const out = new ByteBuffer(64);
  write(out);
  return new TextDecoder().decode(out.bytes.subarray(0, out.position));
}

const largest = Number.MAX_SAFE_INTEGER;
const edges = [0, 1, 9, 10, 99, 100, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32, 10 ** 15, largest];

describe('writing integers', () => {
  it.each([...edges, ...edges.map((edge) => -edge), 2 ** 53, -(2 ** 53)])('writes the digits of %d', (value) => {
    expect(written((out) => writeInteger(out, value))).toBe(String(value));
  });

  it('writes the digits of any integer', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(written((out) => writeInteger(out, value))).toBe(String(value));
        expect(countDigits(Math.abs(value))).toBe(String(Math.abs(value)).length);
      }),
    );
  });

  it('pads with zeros, and keeps only the last digits of a wider number', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 20 }), (value, width) => {
        const expected = String(value).padStart(width, '0').slice(-width);
        expect(written((out) => writePadded(out, value, width))).toBe(expected);
      }),
    );
  });

  it('appends each value to the one before', () => {
    const text = written((out) => {
      writeText(out, 'é=');
      writeInteger(out, -7);
      endCell(out);
      writePadded(out, 5, 3);
    });
    expect(text).toBe('é=-7,005');
  });
});
