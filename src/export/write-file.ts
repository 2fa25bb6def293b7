import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { BulkgenError } from '../errors.ts';

/** Size and hash of the content, whether it is compressed on disk or not. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
  /** Bytes on disk. */
  readonly size: number;
}

/**
 * Writes chunks to a new file and hashes them. `flushFile` flushes it to disk. Each chunk is written while the next is generated, so
 * a chunk must stay valid until the chunk after the next is requested. Throws `write-failed`.
 */
export async function writeFile(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  compress?: (chunk: Uint8Array) => Uint8Array,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  let size = 0;
  const file = await open(path, 'wx').catch(fail);
  let pending: Promise<unknown> = Promise.resolve();
  const write = async (chunk: Uint8Array): Promise<void> => {
    const content = compress ? compress(chunk) : chunk;
    size += content.length;
    await pending.catch(fail);
    pending = file.writeFile(content); // at the file's position: appends, and finishes short writes
    pending.catch(() => {}); // awaited before the next chunk
  };
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await write(chunk);
    }
    if (compress && bytes === 0) await write(new Uint8Array()); // an empty file must still be valid gzip
    await pending.catch(fail);
  } finally {
    await pending.catch(() => {});
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex'), size };

  function fail(cause: NodeJS.ErrnoException): never {
    throw writeFailed(path, cause);
  }
}

/** Flushes a file to disk, so that it survives a power cut. Throws `write-failed`. */
export async function flushFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r');
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw writeFailed(path, cause as NodeJS.ErrnoException);
  }
}

function writeFailed(path: string, cause: NodeJS.ErrnoException): BulkgenError {
  const hint = cause.code === 'ENOSPC' ? 'Free some space or choose another folder with --out.' : undefined;
  return new BulkgenError('write-failed', `Could not write ${path}: ${cause.message}`, {
    cause,
    ...(hint && { hint }),
  });
}
