import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ZstdFrame } from '../../src/snapshot/zstd-frame.ts';

/** Gives a frame these bytes chunk by chunk; returns how many of them it took, and its `end`. */
function take(bytes: Uint8Array, chunkBytes: number): { readonly taken: number; readonly end: () => void } {
  const frame = new ZstdFrame();
  let taken = 0;
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    taken += frame.take(bytes.subarray(start, start + chunkBytes)).length;
  }
  return { taken, end: () => frame.end() };
}

/** Hashes do not compress. */
function makeIncompressible(bytes: number): Buffer {
  const hashes = Array.from({ length: bytes / 32 }, (_, index) => createHash('sha256').update(`${index}`).digest());
  return Buffer.concat(hashes);
}

const contents = [
  ['empty', Buffer.alloc(0)],
  ['small', Buffer.from('a small one')],
  ['of a two-byte size', Buffer.from('some words '.repeat(50))],
  ['the same byte over and over', Buffer.alloc(1_000_000)],
  ['incompressible, of several blocks', makeIncompressible(160_000)],
] as const;

const frames = contents.flatMap(([name, content]) =>
  [0, 1].flatMap((checksumFlag) =>
    [0, 1].map((contentSizeFlag) => {
      const { ZSTD_c_checksumFlag, ZSTD_c_contentSizeFlag } = constants;
      const params = { [ZSTD_c_checksumFlag]: checksumFlag, [ZSTD_c_contentSizeFlag]: contentSizeFlag };
      const title = `${name}, with${checksumFlag ? '' : 'out'} a checksum, with${contentSizeFlag ? '' : 'out'} its size`;
      return { title, bytes: zstdCompressSync(content, { params }) };
    }),
  ),
);

const small = zstdCompressSync('a small one', { params: { [constants.ZSTD_c_checksumFlag]: 1 } });

describe.each([1, 7, 1_000_000])('a frame in chunks of %d bytes', (chunkBytes) => {
  it.each(frames)('ends with its last byte when its content is $title', ({ bytes }) => {
    const { taken, end } = take(bytes, chunkBytes);
    expect(taken).toBe(bytes.length);
    expect(end).not.toThrow();
    expect(take(bytes.subarray(0, -1), chunkBytes).end).toThrow('the file is truncated');
  });

  it.each(frames)('does not take the bytes after it when its content is $title', ({ bytes }) => {
    for (const nextBytes of [Buffer.of(0), bytes]) {
      const { taken, end } = take(Buffer.concat([bytes, nextBytes]), chunkBytes);
      expect(taken).toBe(bytes.length);
      expect(end).toThrow('the file has more bytes after its end');
    }
  });

  it('throws wherever it is truncated', () => {
    for (let length = 0; length < small.length; length++) {
      const { taken, end } = take(small.subarray(0, length), chunkBytes);
      expect(taken).toBe(length);
      expect(end).toThrow('the file is truncated');
    }
  });

  it('takes all bytes of a file that is not a frame', () => {
    const { taken, end } = take(Buffer.from('hello'), chunkBytes);
    expect(taken).toBe(5);
    expect(end).toThrow('the file is truncated');
  });
});
