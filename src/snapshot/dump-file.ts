// The file that `neo4j-admin database dump` writes: four letters that name the format, then a tar archive in one zstd frame or
// in gzip. In a zstd frame, the word `zstd`, a version and the size of the store come before the archive. Observed on dumps of
// Neo4j 5.26 and 2026.08. Neo4j 4.4 wrote the same without the four letters.
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker, trackBytes } from '../progress/tracker.ts';

export const dumpSuffix = '.dump';

/** What a dump says about itself. It records neither its version of Neo4j nor any count. */
export interface DumpFile {
  readonly compression: 'zstd' | 'gzip';
  /** Size of the file. */
  readonly bytes: number;
  /** Number and size of the files of the store. Only zstd dumps record them. */
  readonly store?: { readonly files: number; readonly bytes: number };
}

interface DumpFormat {
  readonly compression: 'zstd' | 'gzip';
  /** Where the compressed bytes begin. */
  readonly start: number;
}

/** By the first four bytes, as Latin-1. The last two are those of a plain zstd frame and of gzip. */
const formats: Readonly<Record<string, DumpFormat>> = {
  DZV1: { compression: 'zstd', start: 4 },
  DGV1: { compression: 'gzip', start: 4 },
  '(µ/ý': { compression: 'zstd', start: 0 },
  '\u001f\u008b\u0008\u0000': { compression: 'gzip', start: 0 },
};

/** Whether a file is meant as a dump: by its suffix, or by its first bytes. A path that cannot be read is judged by its name. */
export async function isDumpFile(path: string): Promise<boolean> {
  if (path.endsWith(dumpSuffix)) return true;
  return /^D[A-Z]V\d$/.test(await readMagic(path).catch(() => ''));
}

/**
 * Reads the beginning of a dump. Throws `snapshot-missing` when the file cannot be read, `file-unreadable` when it is not a
 * dump that bulkgen knows, and `snapshot-damaged`.
 */
export async function readDumpFile(path: string): Promise<DumpFile> {
  const { size } = await assertFile(path);
  const format = findFormat(await readMagic(path), path);
  for await (const chunk of unpack(path, format)) {
    const head = Buffer.from(chunk);
    const hasStore = format.compression === 'zstd';
    if (hasStore && head.toString('latin1', 0, 4) !== 'zstd') throw notADump(path, 'a zstd file with other content');
    if (!hasStore && head.toString('latin1', 257, 262) !== 'ustar')
      throw notADump(path, 'a gzip file with other content');
    return {
      compression: format.compression,
      bytes: size,
      ...(hasStore && {
        store: { files: Number(head.readBigUInt64BE(8)), bytes: Number(head.readBigUInt64BE(16)) },
      }),
    };
  }
  throw dumpDamaged(path, 'it is empty');
}

export interface VerifyDumpOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Unpacks a whole dump in memory, which checks the checksum of its compression, and compares its size with what it records.
 * Throws as `readDumpFile` does.
 */
export async function verifyDumpFile(path: string, { signal, onProgress }: VerifyDumpOptions = {}): Promise<DumpFile> {
  const dump = await readDumpFile(path);
  const format = findFormat(await readMagic(path), path);
  const tracker = new ProgressTracker(onProgress);
  const total = dump.bytes - format.start;
  tracker.start('dump', { message: 'Reading the dump', finished: 'Read the dump', total, unit: 'bytes' });
  let unpacked = 0;
  for await (const chunk of unpack(path, format, { signal, tracker })) unpacked += chunk.length;
  tracker.finish();
  if (dump.store && unpacked < dump.store.bytes) {
    throw dumpDamaged(path, `it unpacks to ${unpacked} bytes instead of at least ${dump.store.bytes}`);
  }
  return dump;
}

interface UnpackOptions {
  readonly signal?: AbortSignal | undefined;
  readonly tracker?: ProgressTracker;
}

/** Yields the unpacked bytes. The caller may stop at any chunk. */
async function* unpack(
  path: string,
  { compression, start }: DumpFormat,
  { signal, tracker }: UnpackOptions = {},
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { start, highWaterMark: 2 ** 20, ...(signal && { signal }) });
  const decompress = compression === 'zstd' ? createZstdDecompress() : createGunzip();
  const read = tracker ? (chunks: AsyncIterable<Uint8Array>) => trackBytes(chunks, tracker) : undefined;
  const unpacking = read ? pipeline(file, read, decompress) : pipeline(file, decompress);
  unpacking.catch(() => {}); // the iteration throws the same error
  try {
    yield* decompress as AsyncIterable<Uint8Array>;
    await unpacking;
  } catch (error) {
    throwIfAborted(signal);
    const { syscall, message } = error as NodeJS.ErrnoException;
    throw syscall === undefined ? dumpDamaged(path, message, error) : unreadable(path, error as Error);
  } finally {
    file.destroy();
  }
}

async function readMagic(path: string): Promise<string> {
  await assertFile(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Reading a pipe would wait without an end. */
async function assertFile(path: string): Promise<{ readonly size: number }> {
  const found = await stat(path).catch((error: Error) => {
    throw unreadable(path, error);
  });
  if (found.isFile()) return found;
  throw new BulkgenError('snapshot-missing', `The dump ${path} is not a file`, { hint: nameDump });
}

const nameDump = 'Name the file that `neo4j-admin database dump` has written.';

function unreadable(path: string, cause: NodeJS.ErrnoException): BulkgenError {
  const message =
    cause.code === 'ENOENT' ? `There is no dump ${path}` : `Could not read the dump ${path}: ${cause.message}`;
  return new BulkgenError('snapshot-missing', message, { hint: nameDump, cause });
}

function findFormat(magic: string, path: string): DumpFormat {
  const format = formats[magic.startsWith('\u001f\u008b') ? '\u001f\u008b\u0008\u0000' : magic];
  if (format) return format;
  if (/^B[A-Z]V\d$/.test(magic)) {
    throw new BulkgenError('file-unreadable', `Expected ${path} to be a dump, got a backup of Neo4j Enterprise`, {
      hint: 'Restore it with `neo4j-admin database restore`, or dump the database with `neo4j-admin database dump`.',
    });
  }
  if (/^S[A-Z]V\d$/.test(magic)) {
    throw new BulkgenError('file-unreadable', `Expected ${path} to be a whole dump, got a part of a split one`, {
      hint: 'Dump the database again, into one file.',
    });
  }
  if (/^D[A-Z]V\d$/.test(magic)) {
    throw new BulkgenError(
      'file-unreadable',
      `Expected the format of the dump ${path} to be DZV1 or DGV1, got ${magic}`,
      {
        hint: 'Load it with the `neo4j-admin` that made it, or use a newer bulkgen.',
      },
    );
  }
  throw notADump(path, magic === '' ? 'an empty file' : `a file that begins with ${JSON.stringify(magic)}`);
}

function notADump(path: string, found: string): BulkgenError {
  return new BulkgenError('file-unreadable', `Expected ${path} to be a dump of a Neo4j database, got ${found}`, {
    hint: nameDump,
  });
}

function dumpDamaged(path: string, reason: string, cause?: unknown): BulkgenError {
  return new BulkgenError('snapshot-damaged', `The dump ${path} is damaged: ${reason}`, {
    hint: 'Copy the dump again, or make another one with `neo4j-admin database dump`. Nothing was changed.',
    cause,
  });
}
