import { describe, expect, it } from 'vitest';
import { createGroupEncoder } from '../../src/load/group-encoder.ts';
import { ByteBuffer } from '../../src/model/byte-buffer.ts';

const group = [1, 3, 6];

function encode(first: number, end: number): readonly [written: readonly number[], rows: number | undefined] {
  const out = new ByteBuffer(100);
  const encoder = createGroupEncoder(
    {
      maxRowBytes: 1,
      encode(ordinal) {
        out.bytes[out.position++] = ordinal;
      },
    },
    new Map(group.map((ordinal) => [ordinal, group])),
    out,
  );
  for (let ordinal = first; ordinal < end; ordinal++) encoder.encode(ordinal);
  return [[...out.bytes.subarray(0, out.position)], encoder.countRows?.()];
}

describe('a group of rows', () => {
  it.each([
    { first: 0, end: 8, written: [0, 1, 3, 6, 2, 4, 5, 7] },
    { first: 2, end: 7, written: [2, 4, 5] },
    { first: 3, end: 5, written: [1, 3, 6, 4] },
    { first: 6, end: 7, written: [1, 3, 6] },
  ])('travels with its first row, or where nothing else would: $first to $end', ({ first, end, written }) => {
    expect(encode(first, end)).toEqual([written, written.length]);
  });
});
