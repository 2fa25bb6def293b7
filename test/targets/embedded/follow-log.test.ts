import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { followTail, readTail } from '../../../src/targets/embedded/follow-log.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

describe('readTail', () => {
  it('returns the last lines, all lines of a short file, none of an absent file', async () => {
    const path = join(await makeTemporaryFolder(), 'log');
    expect(await readTail(path, 5)).toEqual([]);
    await writeFile(path, 'one\ntwo\nthree\n');
    expect(await readTail(path, 2)).toEqual(['two', 'three']);
    expect(await readTail(path, 9)).toEqual(['one', 'two', 'three']);
    expect(await readTail(path, 0)).toEqual([]);
  });
});

describe('followTail', () => {
  it('yields added lines, also after the file was truncated', async () => {
    const path = join(await makeTemporaryFolder(), 'log');
    await writeFile(path, 'zero\none\nunfin');
    const stop = new AbortController();
    const heard: string[] = [];
    const next: Record<string, () => Promise<void>> = {
      one: () => appendFile(path, 'ished\ntwo\n'),
      two: () => writeFile(path, 'new\n'),
      new: async () => stop.abort(),
    };
    for await (const line of followTail(path, { lines: 1, signal: stop.signal })) {
      heard.push(line);
      await next[line]?.();
    }
    expect(heard).toEqual(['one', 'unfinished', 'two', 'new']);
  });
});
