import type { ReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { BulkgenError } from '../errors.ts';
import { createDecoder, type Decoder } from './decoder.ts';
import { findZippedFile } from './zip.ts';

const mostBytes = 1 << 20;

/** Byte order marks that the importer knows, with the encodings they name. */
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

export interface ReadOptions {
  /** A name that `createDecoder` knows; a byte order mark in the file is believed rather. */
  readonly encoding: string;
  /** Where to begin, in bytes of the file; only of one that `isPlain`. */
  readonly start?: number;
  /** How many bytes a block has, at most; 1 MiB by default. */
  readonly blockBytes?: number;
  /** Told how many bytes of the file were read. */
  readonly onRead?: (bytes: number) => void;
}

/** Whether the bytes of a file, all of them, are its text in UTF-8, so that one may begin to read anywhere. */
export async function isPlain(path: string, encoding: string): Promise<boolean> {
  const { handle } = await openFile(path);
  const head = await readHead(handle).finally(() => handle.close());
  return !isGzip(head) && !isZip(head) && !markOf(head) && encoding === 'utf-8';
}

/**
 * The bytes of a CSV file as UTF-8, without a byte order mark, whatever it is compressed and encoded with. Throws
 * `file-unreadable`, and `files-broken` for what is packed wrong, an archive of several files, and UTF-32LE, which the
 * importer takes for UTF-16.
 */
export async function* readBlocks(path: string, options: ReadOptions): AsyncGenerator<Uint8Array> {
  const { encoding, start = 0, onRead } = options;
  const { file, source } = await openSource(path, options);
  if (onRead) file.on('data', (chunk) => onRead(chunk.length));
  file.once('error', (error) => source.destroy(error)); // a pipe does not carry errors
  let decoder: Decoder | undefined;
  const encoder = new TextEncoder();
  let isFirst = start === 0;
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      let bytes = chunk;
      if (isFirst) {
        isFirst = false;
        const name = encodingOf(bytes, encoding);
        bytes = bytes.subarray(markOf(bytes)?.[0].length ?? 0);
        if (name === 'utf-32le')
          throw damaged(path, 'it is UTF-32LE, of which neo4j-admin makes nothing', 'Convert it to UTF-8.');
        if (name !== 'utf-8') decoder = createDecoder(name);
      }
      yield decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes;
    }
    if (decoder) yield encoder.encode(decoder.decode());
  } catch (cause) {
    throw explain(path, cause);
  } finally {
    file.destroy();
  }
}

interface Source {
  readonly file: ReadStream;
  /** The same, decompressed. */
  readonly source: Readable;
}

async function openSource(path: string, { start = 0, blockBytes = mostBytes }: ReadOptions): Promise<Source> {
  const { handle, size } = await openFile(path);
  try {
    const head = start === 0 ? await readHead(handle) : new Uint8Array();
    // A block is memory of its own, be there so many bytes or not.
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
    throw explain(path, cause);
  }
}

function markOf(head: Uint8Array): (typeof marks)[number] | undefined {
  return marks.find(([sign]) => sign.every((byte, index) => head[index] === byte));
}

function encodingOf(head: Uint8Array, given: string): string {
  return markOf(head)?.[1] ?? given;
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function isZip(head: Uint8Array): boolean {
  return Buffer.from(head).toString('latin1') === 'PK\x03\x04';
}

/** A pipe would keep its reader waiting, deaf to every signal, and is read but once. */
async function openFile(path: string): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  try {
    const state = await stat(path);
    if (state.isFile()) return { handle: await open(path), size: state.size };
  } catch (cause) {
    throw explain(path, cause);
  }
  throw unreadable(path, 'it is a folder or a pipe, not a file');
}

async function readHead(file: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  return buffer.subarray(0, bytesRead);
}

/** Of the file system, or of whoever unpacks. */
function explain(path: string, cause: unknown): unknown {
  if (cause instanceof BulkgenError) return cause;
  const { message } = cause as Error;
  if (!('syscall' in (cause as Error))) return damaged(path, message, 'Make it anew, or unpack it by hand.', cause);
  return unreadable(path, message.replace(/, \w+( '.*')?$/, ''), cause); // without the path once more
}

function unreadable(path: string, reason: string, cause?: unknown): BulkgenError {
  const hint = /[*?[\]]/.test(path) ? 'Name each file: patterns are not taken.' : 'Name a file that can be read.';
  return new BulkgenError('file-unreadable', `Could not read ${path}: ${reason}`, { hint, cause });
}

function damaged(path: string, reason: string, hint: string, cause?: unknown): BulkgenError {
  return new BulkgenError('files-broken', `Could not read ${path}: ${reason}`, { hint, cause });
}
