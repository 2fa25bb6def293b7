import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localFiles } from '../../src/system/local-files.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

describe('localFiles', () => {
  it('writes with mode 0600 into folders that it creates, and leaves no other file', async () => {
    const folder = join(await makeTemporaryFolder(), 'a', 'b');
    await localFiles.write(join(folder, 'journal'), 'one');
    await localFiles.write(join(folder, 'journal'), 'two');
    expect(await localFiles.read(join(folder, 'journal'))).toBe('two');
    expect((await stat(join(folder, 'journal'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['journal']);
  });

  it('leaves no temporary file when it cannot write', async () => {
    const folder = await makeTemporaryFolder();
    await mkdir(join(folder, 'journal'));
    await expect(localFiles.write(join(folder, 'journal'), 'one')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['journal']);
  });

  it('renames, syncs and removes whole folders, and removes an absent one', async () => {
    const folder = await makeTemporaryFolder();
    await localFiles.makeFolder(join(folder, 'from', 'deep'));
    await writeFile(join(folder, 'from', 'deep', 'file'), 'x');
    await localFiles.sync(join(folder, 'from'));
    await localFiles.rename(join(folder, 'from'), join(folder, 'to'));
    expect(await localFiles.exists(join(folder, 'from'))).toBe(false);
    expect(await localFiles.read(join(folder, 'to', 'deep', 'file'))).toBe('x');
    await localFiles.remove(join(folder, 'to'));
    await localFiles.remove(join(folder, 'to'));
    expect(await readdir(folder)).toEqual([]);
  });
});
