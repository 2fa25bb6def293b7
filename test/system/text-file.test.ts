import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readNamedFile, readNamedFileSync, readTextFile } from '../../src/system/text-file.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

it('reads a file, but refuses a folder, a pipe and a device without waiting for a writer', async () => {
  const folder = await makeTemporaryFolder();
  const [file, pipe] = [join(folder, 'file'), join(folder, 'pipe')];
  await writeFile(file, 'a\n');
  execFileSync('mkfifo', [pipe]);
  for (const read of [readTextFile, readNamedFile, async (path: string) => readNamedFileSync(path)]) {
    expect(await read(file)).toBe('a\n');
    await expect(read(pipe)).rejects.toThrow('it is a pipe, not a file');
    await expect(read(folder)).rejects.toThrow('it is a folder, not a file');
    await expect(read('/dev/zero')).rejects.toThrow('it is a device, not a file');
    await expect(read(join(folder, 'none'))).rejects.toThrow('ENOENT');
  }
});
