import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** File name → sha256 in hexadecimal. */
export type Checksums = ReadonlyMap<string, string>;

/** A file of a folder that is not as recorded. */
export interface Difference {
  readonly name: string;
  readonly kind: 'missing' | 'unexpected' | 'different';
}

/** Reads lines of `sha256  name`, the format of sha256sum. */
export function parseChecksums(text: string): Checksums {
  return new Map(Array.from(text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm), ([, sha256, name]) => [name!, sha256!]));
}

/** Returns the first difference in the order of names. Undefined when there is none. */
export function compareChecksums(recorded: Checksums, actual: Checksums): Difference | undefined {
  const names = [...new Set([...recorded.keys(), ...actual.keys()])].sort();
  for (const name of names) {
    if (!actual.has(name)) return { name, kind: 'missing' };
    if (!recorded.has(name)) return { name, kind: 'unexpected' };
    if (actual.get(name) !== recorded.get(name)) return { name, kind: 'different' };
  }
  return undefined;
}

/** The sha256 of a file's bytes, in hexadecimal. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  return hashChunks(createReadStream(path, { signal }));
}

/** The sha256 of a stream's bytes, in hexadecimal. Calls `onChunk` with each chunk before it is hashed. */
export async function hashChunks(
  chunks: AsyncIterable<Uint8Array>,
  onChunk?: (chunk: Uint8Array) => void,
): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    onChunk?.(chunk);
    hash.update(chunk);
  }
  return hash.digest('hex');
}
