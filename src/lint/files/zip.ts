// Zip archives as neo4j-admin reads them: with one file each, besides folders and the hidden files that macOS adds. For the format
// see PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
import type { FileHandle } from 'node:fs/promises';

/** Where a file lies in its archive. */
export interface ZippedFile {
  readonly start: number;
  /** The position of the last byte. */
  readonly end: number;
  readonly isDeflated: boolean;
}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly size: number;
  readonly offset: number;
}

const endBytes = 22;
const longestComment = 65_535;
const entryBytes = 46;
const localBytes = 30;

/** Finds the one file of an archive. Throws an `Error` with the reason if there is not exactly one that can be read. */
export async function findZippedFile(archive: FileHandle): Promise<ZippedFile> {
  const entries = (await readEntries(archive)).filter(
    ({ name }) => !name.endsWith('/') && !/(^|\/)(\.|__MACOSX)/.test(name),
  );
  const [entry, ...others] = entries;
  if (!entry || others.length > 0) throw new Error(`it is a zip archive of ${entries.length} files instead of one`);
  const { method, size, offset } = entry;
  if (method !== 0 && method !== 8) throw new Error('it is a zip archive with an unsupported compression method');
  const local = await readBytes(archive, offset, localBytes);
  const start = offset + localBytes + local.readUInt16LE(26) + local.readUInt16LE(28);
  return { start, end: start + size - 1, isDeflated: method === 8 };
}

async function readEntries(file: FileHandle): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await readBytes(file, Math.max(0, size - endBytes - longestComment), endBytes + longestComment);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('it is an incomplete zip archive');
  const count = tail.readUInt16LE(end + 10);
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (start === 0xffffffff) throw new Error('it is a zip archive of more than 4 GB; use gzip instead');
  const directory = await readBytes(file, start, length);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count && at + entryBytes <= directory.length; ) {
    const nameEnd = at + entryBytes + directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + entryBytes, nameEnd),
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
