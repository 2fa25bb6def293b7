import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Reads the content of a file of an export in chunks, decompressed. Throws the error of the stream. */
export async function* readContent(path: string, pieceBytes = 256 * 1024): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: pieceBytes });
  // The reader gets every error, because `pipeline` destroys the last stream with it.
  const content = path.endsWith('.gz') ? pipeline(file, createGunzip({ chunkSize: pieceBytes }), () => {}) : file;
  yield* content as AsyncIterable<Buffer>;
}

/** The first bytes of the content, or fewer if it is shorter. */
export async function readContentStart(path: string, length: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let found = 0;
  for await (const piece of readContent(path, 16 * 1024)) {
    pieces.push(piece);
    found += piece.length;
    if (found >= length) break;
  }
  return Buffer.concat(pieces).subarray(0, length);
}
