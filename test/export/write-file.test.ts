import { createHash } from 'node:crypto';
import { readFile, writeFile as writeText } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFile } from '../../src/export/write-file.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('writeFile', () => {
  it.each([
    ['no chunk', []],
    ['one chunk', ['one']],
    ['several chunks', ['one', '', 'two\n', 'drei ü']],
    ['chunks larger than a buffer of a stream', ['a'.repeat(1_000_000), 'b'.repeat(300_000)]],
  ])('writes %s in order and answers their size and hash', async (_, chunks) => {
    const path = join(await makeTemporaryFolder(), 'part.csv');
    const text = chunks.join('');
    expect(await writeFile(path, chunks.map(encode))).toEqual({
      bytes: encode(text).length,
      sha256: hash(text),
      size: encode(text).length,
    });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('has written a chunk before its buffer is used again, for two buffers in turn', async () => {
    const path = join(await makeTemporaryFolder(), 'part.csv');
    const buffers = [new Uint8Array(200_000), new Uint8Array(200_000)];
    function* fillInTurn() {
      for (let n = 0; n < 40; n++) yield buffers[n % 2]!.fill(97 + (n % 26));
    }
    const { sha256 } = await writeFile(path, fillInTurn());
    const expected = Array.from({ length: 40 }, (_, n) => String.fromCharCode(97 + (n % 26)).repeat(200_000)).join('');
    expect(hash(await readFile(path, 'utf8'))).toBe(hash(expected));
    expect(sha256).toBe(hash(expected));
  });

  it('never writes over a file', async () => {
    const path = join(await makeTemporaryFolder(), 'part.csv');
    await writeText(path, 'mine');
    await expect(writeFile(path, [encode('new')])).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining(`Could not write ${path}: EEXIST`),
    });
    expect(await readFile(path, 'utf8')).toBe('mine');
  });

  it('says where it could not write', async () => {
    const path = join(await makeTemporaryFolder(), 'missing', 'part.csv');
    await expect(writeFile(path, [])).rejects.toMatchObject({ code: 'write-failed', cause: { code: 'ENOENT' } });
  });

  it('passes on what goes wrong while the chunks are made, after the file is closed', async () => {
    const path = join(await makeTemporaryFolder(), 'part.csv');
    function* breakOff() {
      yield encode('one');
      yield encode('two');
      throw new Error('no more rows');
    }
    await expect(writeFile(path, breakOff())).rejects.toThrow('no more rows');
    expect(await readFile(path, 'utf8')).toBe('onetwo');
  });
});
