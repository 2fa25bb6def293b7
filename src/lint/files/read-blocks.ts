import type { ReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { BulkgenError } from '../../errors.ts';
import type { CsvDialect } from '../dialect/csv-dialect.ts';
import { createDecoder, type Decoder, swapCharacters } from './decoder.ts';
import { readSmallFile } from './read-small-file.ts';
import { findZippedFile } from './zip.ts';

const defaultBlockBytes = 1 << 20;

/** The byte order marks that the importer knows, and their encodings. */
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

export interface ReadBlocksOptions {
  /** A name that `createDecoder` knows. A byte order mark in the file overrides it. */
  readonly encoding: string;
  /** As in a dialect. */
  readonly swaps?: CsvDialect['swaps'];
  /** The first byte to read. Only a file that `isPlain` can be read from the middle. */
  readonly start?: number;
  /** The most bytes of a block; 1 MiB by default. */
  readonly blockBytes?: number;
  /** Receives the encoding of the file, before its first block. */
  readonly onEncoding?: (name: string) => void;
  /** Receives the number of bytes of the file that were read since the call before. */
  readonly onRead?: (bytes: number) => void;
}

/** Whether a file is nothing but text in UTF-8: not compressed, without a byte order mark. It can be read from any byte. */
export async function isPlain(path: string, encoding: string): Promise<boolean> {
  const { handle } = await openFile(path);
  const head = await readHead(handle).finally(() => handle.close());
  return !isGzip(head) && !isZip(head) && !markOf(head) && encoding === 'utf-8';
}

/**
 * Reads the text of a CSV file in UTF-8, without a byte order mark, from any compression and encoding that the importer knows.
 * Throws `file-unreadable`. Throws `files-broken` for a damaged archive, an archive of several files, and UTF-32LE, which the
 * importer misreads as UTF-16.
 */
export async function* readBlocks(path: string, options: ReadBlocksOptions): AsyncGenerator<Uint8Array> {
  const { encoding, swaps = [], start = 0, onEncoding, onRead } = options;
  const small = start === 0 ? readSmallFile(path) : undefined;
  if (small) {
    onRead?.(small.size);
    onEncoding?.(markOf(small.bytes)?.[1] ?? encoding);
    const text = decodeWhole(path, small.bytes, options);
    if (text.length > 0) yield text;
    return;
  }
  const { file, source } = await openSource(path, options);
  if (onRead) file.on('data', (chunk) => onRead(chunk.length));
  file.once('error', (error) => source.destroy(error)); // a pipe does not carry errors
  let decoder: Decoder | undefined;
  const encoder = new TextEncoder();
  let isFirst = start === 0;
  if (!isFirst) onEncoding?.('utf-8');
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      let bytes = chunk;
      if (isFirst) {
        isFirst = false;
        const mark = markOf(bytes);
        bytes = bytes.subarray(mark?.[0].length ?? 0);
        onEncoding?.(mark?.[1] ?? encoding);
        decoder = decoderFor(path, mark?.[1] ?? encoding, swaps);
      }
      yield decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes;
    }
    if (decoder) yield encoder.encode(decoder.decode());
  } catch (cause) {
    throw toReadError(path, cause);
  } finally {
    file.destroy();
  }
}

/** `bytes`: the content of a whole file. */
function decodeWhole(path: string, bytes: Uint8Array, { encoding, swaps = [] }: ReadBlocksOptions): Uint8Array {
  const mark = markOf(bytes);
  const decoder = decoderFor(path, mark?.[1] ?? encoding, swaps);
  const text = mark ? bytes.subarray(mark[0].length) : bytes;
  return decoder ? new TextEncoder().encode(decoder.decode(text)) : text;
}

/** Returns nothing for UTF-8, which is not decoded unless characters are swapped. */
function decoderFor(path: string, encoding: string, swaps: CsvDialect['swaps']): Decoder | undefined {
  if (encoding === 'utf-32le') {
    throw brokenFile(path, 'it is UTF-32LE, which neo4j-admin cannot read', 'Convert the file to UTF-8.');
  }
  if (encoding === 'utf-8' && swaps.length === 0) return undefined;
  return swapCharacters(createDecoder(encoding), swaps);
}

interface Source {
  readonly file: ReadStream;
  /** The decompressed bytes of the file. */
  readonly source: Readable;
}

async function openSource(
  path: string,
  { start = 0, blockBytes = defaultBlockBytes }: ReadBlocksOptions,
): Promise<Source> {
  const { handle, size } = await openFile(path);
  try {
    const head = start === 0 ? await readHead(handle) : new Uint8Array();
    // Node allocates a whole block, even for a small file.
    const highWaterMark = Math.min(blockBytes, Math.max(size - start, 1 << 12));
    if (isZip(head)) {
      const { start: first, end, isDeflated } = await findZippedFile(handle);
      const file = handle.createReadStream({ highWaterMark, start: first, end: Math.max(first, end) });
      if (end < first) return { file, source: Readable.from([]) };
      return { file, source: isDeflated ? file.pipe(createInflateRaw({ chunkSize: blockBytes })) : file };
    }
    const file = handle.createReadStream({ highWaterMark, start });
    return { file, source: isGzip(head) ? file.pipe(createGunzip({ chunkSize: blockBytes })) : file };
  } catch (cause) {
    await handle.close();
    throw toReadError(path, cause);
  }
}

function markOf(head: Uint8Array): (typeof marks)[number] | undefined {
  return marks.find(([mark]) => mark.every((byte, index) => head[index] === byte));
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function isZip(head: Uint8Array): boolean {
  return Buffer.from(head).toString('latin1') === 'PK\x03\x04';
}

/** It refuses pipes: a pipe can be read only once, and may block the reader so that no signal reaches it. */
async function openFile(path: string): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  try {
    const state = await stat(path);
    if (state.isFile()) return { handle: await open(path), size: state.size };
  } catch (cause) {
    throw toReadError(path, cause);
  }
  throw unreadableFile(path, 'it is a folder or a pipe, not a file');
}

async function readHead(file: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  return buffer.subarray(0, bytesRead);
}

/** The error for one of the file system, or of the decompression. */
function toReadError(path: string, cause: unknown): unknown {
  if (cause instanceof BulkgenError) return cause;
  const { message } = cause as Error;
  if (!('syscall' in (cause as Error))) {
    return brokenFile(path, message, 'Create the file again, or decompress it.', cause);
  }
  return unreadableFile(path, message.replace(/, \w+( '.*')?$/, ''), cause); // Node's message repeats the path
}

function unreadableFile(path: string, reason: string, cause?: unknown): BulkgenError {
  const isPattern = /[*?[\]]/.test(path);
  const hint = isPattern
    ? 'Name each file, or check the pattern: no file matches it.'
    : 'Name a file that can be read.';
  return new BulkgenError('file-unreadable', `Could not read ${path}: ${reason}`, { hint, cause });
}

function brokenFile(path: string, reason: string, hint: string, cause?: unknown): BulkgenError {
  return new BulkgenError('files-broken', `Could not read ${path}: ${reason}`, { hint, cause });
}
