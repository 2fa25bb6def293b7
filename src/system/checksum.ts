import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** File name → sha256 in hexadecimal. */
export type Checksums = ReadonlyMap<string, string>;

/** The first way in which a folder's files are not those recorded; nothing when they are. */
export interface Difference {
  readonly name: string;
  readonly kind: 'missing' | 'unexpected' | 'different';
}

/** Reads lines of `sha256  name`, the form of sha256sum. */
export function parseChecksums(text: string): Checksums {
  return new Map(Array.from(text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm), ([, sha256, name]) => [name!, sha256!]));
}

/** Compares what is there with what was recorded, in order of name. */
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
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
}
