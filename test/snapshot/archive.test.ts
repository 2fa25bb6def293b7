import { createHash } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ArchiveMember, readArchive, writeArchive } from '../../src/snapshot/archive.ts';
import { ZstdFrame } from '../../src/snapshot/zstd-frame.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

function member(path: string, text: string): ArchiveMember {
  const bytes = Buffer.from(text);
  return {
    path,
    bytes: bytes.length,
    async *read() {
      yield bytes;
    },
  };
}

async function write(...members: readonly ArchiveMember[]): Promise<string> {
  const path = join(await makeTemporaryFolder(), 'a.tar.zst');
  await writeArchive(path, members, undefined);
  return path;
}

async function read(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { path: name, body } of readArchive(path)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    found[name] = Buffer.concat(chunks).toString();
  }
  return found;
}

const long = 'x'.repeat(3_000_000);

describe('an archive', () => {
  it('returns what was written, including empty and long members', async () => {
    const path = await write(member('a', 'one'), member('csv/b.csv', ''), member('c', long));
    expect(await read(path)).toEqual({ a: 'one', 'csv/b.csv': '', c: long });
  });

  it('has the same bytes for the same members', async () => {
    const [first, second] = [await write(member('a', 'one')), await write(member('a', 'one'))];
    expect(await readFile(second)).toEqual(await readFile(first));
    const tar = zstdDecompressSync(await readFile(first)); // another version of zstd may compress to other bytes
    expect(createHash('sha256').update(tar).digest('hex')).toMatchInlineSnapshot(
      `"1863791df852727bd063427b47110df4b042f1b3ee6b999c1c48071fbb940c65"`,
    );
  });

  it('continues with the next member when one is not read, or read in part', async () => {
    const path = await write(member('a', long), member('b', long), member('c', 'end'));
    const names: string[] = [];
    for await (const { path: name, body } of readArchive(path)) {
      names.push(name);
      if (name === 'b') for await (const _chunk of body) break;
    }
    expect(names).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['truncated', (path: string) => truncate(path, 40)],
    ['empty', (path: string) => truncate(path, 0)],
    ['not an archive', (path: string) => writeFile(path, 'hello')],
  ])('throws when it is %s', async (_, damage) => {
    const path = await write(member('a', 'one'), member('b', 'two'));
    await damage(path);
    await expect(read(path)).rejects.toThrow();
  });

  it('is a single frame, however many chunks its members have', async () => {
    const bytes = await readFile(await write(member('a', 'one'), member('b', long)));
    const frame = new ZstdFrame();
    expect(frame.take(bytes)).toHaveLength(bytes.length);
    frame.end();
  });

  it('throws wherever it is truncated', async () => {
    const path = await write(member('a', 'one'), member('b', 'two'));
    const bytes = await readFile(path);
    for (let length = bytes.length - 1; length > 0; length--) {
      await writeFile(path, bytes.subarray(0, length));
      await expect(read(path), `${length} bytes`).rejects.toThrow();
    }
  });

  it.each([
    ['a byte', () => Buffer.of(0)],
    ['a copy of itself', (bytes: Buffer) => bytes],
    ['an empty frame', () => zstdCompressSync('')],
    ['more bytes than are read at once', () => Buffer.alloc(3_000_000)],
  ])('throws when it is followed by %s, also when no member was read', async (_, bytesToAppend) => {
    const path = await write(member('a', 'one'), member('b', 'two'));
    const bytes = await readFile(path);
    await writeFile(path, Buffer.concat([bytes, bytesToAppend(bytes)]));
    await expect(read(path)).rejects.toThrow('the file has more bytes after its end');
    const names: string[] = [];
    const list = async (): Promise<void> => {
      for await (const { path: name } of readArchive(path)) names.push(name);
    };
    await expect(list()).rejects.toThrow('the file has more bytes after its end');
    expect(names).toEqual(['a', 'b']);
  });
});
