import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A file that was read as a whole. */
export interface SmallFile {
  /** Its content, decompressed. */
  readonly bytes: Uint8Array;
  /** Its size on the disk. */
  readonly size: number;
}

const mostBytes = 1 << 16;
const mostDecompressedBytes = 1 << 20;
/** It is shared by all files: Node would allocate one for each. */
const buffer = Buffer.allocUnsafeSlow(mostBytes + 1);

/**
 * Reads a small file in one go, in a twentieth of the time that a stream takes. Returns nothing for any other file, and for one
 * that a stream must report: it does not exist, is not readable, is a folder, a pipe, a zip archive, or is damaged.
 */
export function readSmallFile(path: string): SmallFile | undefined {
  try {
    const size = readInto(path);
    if (size > mostBytes || buffer.toString('latin1', 0, 2) === 'PK') return undefined;
    const bytes = Uint8Array.prototype.slice.call(buffer, 0, size);
    const isGzip = size > 1 && bytes[0] === 0x1f && bytes[1] === 0x8b;
    return { bytes: isGzip ? gunzipSync(bytes, { maxOutputLength: mostDecompressedBytes }) : bytes, size };
  } catch {
    return undefined;
  }
}

/** Returns the size, or a size above `mostBytes` if the file does not fit or is not one. */
function readInto(path: string): number {
  // Without O_NONBLOCK, a pipe without a writer would block.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const state = fstatSync(file);
    if (!state.isFile() || state.size > mostBytes) return mostBytes + 1;
    let length = 0;
    for (let count = -1; count !== 0 && length <= mostBytes; length += count) {
      count = readSync(file, buffer, length, buffer.length - length, null);
    }
    return length;
  } finally {
    closeSync(file);
  }
}
