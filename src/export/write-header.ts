import { encodeHeader } from '../csv/header.ts';
import { flushFile, type WrittenFile, writeFile } from './write-file.ts';

/** Writes the header file of a table, and flushes it to disk. Throws `write-failed`. */
export async function writeHeader(path: string, cells: readonly string[]): Promise<WrittenFile> {
  const written = await writeFile(path, [encodeHeader(cells)]);
  await flushFile(path);
  return written;
}
