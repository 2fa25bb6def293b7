import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { BulkgenError } from '../errors.ts';

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes chunks to a new file, hashed on the way and flushed to disk. Each chunk is written while the next is being
 * made, so a chunk's bytes must stay until the one after the next is asked for. Throws `write-failed`.
 */
export async function writeFile(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx').catch(fail);
  let pending: Promise<unknown> = Promise.resolve();
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await pending.catch(fail);
      pending = file.writeFile(chunk); // at the file's position: appends, and finishes short writes
      pending.catch(() => {}); // it is awaited a chunk later
    }
    await pending.catch(fail);
    await file.datasync().catch(fail);
  } finally {
    await pending.catch(() => {});
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };

  function fail(cause: NodeJS.ErrnoException): never {
    const hint = cause.code === 'ENOSPC' ? 'Free some space or choose another folder with --out.' : undefined;
    throw new BulkgenError('write-failed', `Could not write ${path}: ${cause.message}`, {
      cause,
      ...(hint && { hint }),
    });
  }
}
