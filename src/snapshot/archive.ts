// The file of a snapshot is a tar archive in one zstd frame with a checksum. bulkgen writes and reads it as a stream.
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { createTarDecoder, createTarPacker } from 'modern-tar';
import { ZstdFrame } from './zstd-frame.ts';

export const archiveSuffix = '.tar.zst';

export interface ArchiveMember {
  readonly path: string;
  readonly bytes: number;
  /** Yields exactly that many bytes. */
  read(): AsyncIterable<Uint8Array>;
}

/** Writes an archive of these members in this order, readable for this user only. The same members give the same bytes. */
export async function writeArchive(
  path: string,
  members: readonly ArchiveMember[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { readable, controller } = createTarPacker();
  const packing = pack(controller, members).catch((error: unknown) => controller.error(error));
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  // Node ends a frame, and then appends an empty one when more than one chunk was waiting.
  const oneFrame = (chunks: AsyncIterable<Uint8Array>) => new ZstdFrame().takeAll(chunks);
  const bytes = Readable.fromWeb(readable as ReadableStream);
  await pipeline(bytes, compress, oneFrame, createWriteStream(path, { flush: true, mode: 0o600 }), { signal });
  await packing;
}

async function pack(
  controller: ReturnType<typeof createTarPacker>['controller'],
  members: readonly ArchiveMember[],
): Promise<void> {
  for (const { path, bytes, read } of members) {
    // No clock and no user, so that any machine writes the same bytes.
    const writer = controller.add({ name: path, size: bytes, mtime: new Date(0), mode: 0o644 }).getWriter();
    for await (const chunk of read()) await writer.write(chunk);
    await writer.close();
  }
  controller.finalize();
}

/** A member as its tar header describes it. Types other than `file` have no content. */
export interface ArchiveEntry extends Omit<ArchiveMember, 'read'> {
  readonly type: string;
  /** Read it, or skip it, before you ask for the next entry. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Yields the entries of an archive in order. Throws the error of zlib or tar when the file is not an archive or is damaged,
 * and an error when the file is truncated or has bytes after the archive. The latest point is after the last entry.
 */
export async function* readArchive(path: string, signal?: AbortSignal): AsyncGenerator<ArchiveEntry> {
  const file = createReadStream(path, { highWaterMark: 2 ** 20, ...(signal && { signal }) });
  const decoder = createTarDecoder({ strict: true });
  const writer = decoder.writable.getWriter();
  const frame = new ZstdFrame();
  const unpacking = pipeline(
    file,
    (chunks: AsyncIterable<Uint8Array>) => frame.takeAll(chunks),
    createZstdDecompress(),
    async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) await writer.write(chunk);
      await writer.close();
    },
    { ...(signal && { signal }) },
  ).catch(async (error: unknown) => {
    await writer.abort(error).catch(() => {});
    throw error;
  });
  unpacking.catch(() => {}); // thrown below
  let isWhole = false;
  try {
    for await (const { header, body } of decoder.readable as unknown as AsyncIterable<TarEntry>) {
      const { name, size, type = 'file' } = header;
      yield { path: name, bytes: size, type, body };
      await body.cancel().catch(() => {}); // skips the rest that was not read
    }
    isWhole = true;
  } finally {
    if (!isWhole) file.destroy();
  }
  await unpacking; // the checksum of the frame is after the last member
  frame.end();
}

interface TarEntry {
  readonly header: { readonly name: string; readonly size: number; readonly type?: string };
  readonly body: ReadableStream<Uint8Array>;
}
