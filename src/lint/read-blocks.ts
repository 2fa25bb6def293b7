import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { BulkgenError } from '../errors.ts';

const blockBytes = 1 << 20;

/** Byte order marks that the importer knows, with the encodings they name. */
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * The bytes of a CSV file as UTF-8, without a byte order mark, whatever it is compressed and encoded with; `onRead` is told
 * how much of the file was read. Throws `file-unreadable`, also for what cannot be read so: zip, UTF-32.
 */
export async function* readBlocks(
  path: string,
  encoding: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const isCompressed = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: blockBytes });
  file.on('data', (chunk) => onRead(chunk.length));
  const source = isCompressed ? file.pipe(createGunzip({ chunkSize: blockBytes })) : file;
  file.once('error', (error) => source.destroy(error)); // a pipe does not carry errors
  let decoder: TextDecoder | undefined;
  const encoder = new TextEncoder();
  let isFirst = true;
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      let bytes = chunk;
      if (isFirst) {
        isFirst = false;
        const [mark, name] = marks.find(([sign]) => sign.every((byte, index) => bytes[index] === byte)) ?? [
          [],
          encoding,
        ];
        bytes = bytes.subarray(mark.length);
        if (name !== 'utf-8') decoder = createDecoder(name);
      }
      yield decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes;
    }
    if (decoder) yield encoder.encode(decoder.decode());
  } catch (cause) {
    if (cause instanceof BulkgenError) throw cause;
    throw unreadable(path, (cause as Error).message, cause);
  } finally {
    file.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
      if (buffer.readUInt32BE() === 0x504b0304) {
        throw unreadable(path, 'it is a zip archive, which only neo4j-admin reads; unpack it, or use gzip');
      }
      return buffer.readUInt16BE() === 0x1f8b;
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof BulkgenError) throw cause;
    throw unreadable(path, (cause as Error).message, cause);
  }
}

function createDecoder(name: string): TextDecoder {
  try {
    return new TextDecoder(name);
  } catch {
    throw new BulkgenError('invalid-option', `Expected an encoding that is known here, got \`${name}\``, {
      hint: 'Convert the files to UTF-8.',
    });
  }
}

function unreadable(path: string, reason: string, cause?: unknown): BulkgenError {
  return new BulkgenError('file-unreadable', `Could not read ${path}: ${reason}`, { cause });
}
