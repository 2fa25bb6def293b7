// The file of a snapshot: a tar archive in one zstd frame with its own checksum. Written and read as a stream.
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
  /** Just as many bytes. */
  read(): AsyncIterable<Uint8Array>;
}

/** Writes an archive of these members, in their order; the same bytes for the same members. */
export async function writeArchive(
  path: string,
  members: readonly ArchiveMember[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { readable, controller } = createTarPacker();
  const packing = pack(controller, members).catch((error: unknown) => controller.error(error));
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  // Node ends a frame and then, where more than one chunk was waiting, an empty one behind it.
  const oneFrame = (chunks: AsyncIterable<Uint8Array>) => new ZstdFrame().takeAll(chunks);
  const bytes = Readable.fromWeb(readable as ReadableStream);
  await pipeline(bytes, compress, oneFrame, createWriteStream(path, { flush: true }), { signal });
  await packing;
}

async function pack(
  controller: ReturnType<typeof createTarPacker>['controller'],
  members: readonly ArchiveMember[],
): Promise<void> {
  for (const { path, bytes, read } of members) {
    // No clock and no user, for the same bytes on any machine.
    const writer = controller.add({ name: path, size: bytes, mtime: new Date(0), mode: 0o644 }).getWriter();
    for await (const chunk of read()) await writer.write(chunk);
    await writer.close();
  }
  controller.finalize();
}

/** A member as the archive says that it is; of other types than `file` there is nothing to read. */
export interface FoundMember extends Omit<ArchiveMember, 'read'> {
  readonly type: string;
  /** To be read, or left, before the next member is asked for. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * The members of an archive as they come. What is no archive, or is damaged, throws what zlib or tar says of it, at the latest
 * behind the last member; so does a file that was cut off or goes on behind the archive.
 */
export async function* readArchive(path: string, signal?: AbortSignal): AsyncGenerator<FoundMember> {
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
    for await (const { header, body } of decoder.readable as unknown as AsyncIterable<Entry>) {
      const { name, size, type = 'file' } = header;
      yield { path: name, bytes: size, type, body };
      await body.cancel().catch(() => {}); // what nobody has read
    }
    isWhole = true;
  } finally {
    if (!isWhole) file.destroy();
  }
  await unpacking; // the checksum of the frame is behind the last member
  frame.end();
}

interface Entry {
  readonly header: { readonly name: string; readonly size: number; readonly type?: string };
  readonly body: ReadableStream<Uint8Array>;
}
