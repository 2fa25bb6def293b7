import { stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/system/make-folder.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

describe('makeFolder', () => {
  it('creates a folder with those above it, and returns the topmost one', async () => {
    const folder = await makeTemporaryFolder();
    expect(await makeFolder(join(folder, 'a', 'b', 'c'), { mode: 0o700 })).toBe(join(folder, 'a'));
    expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
    expect(await makeFolder(join(folder, 'a', 'd'))).toBe(join(folder, 'a', 'd'));
    expect(await makeFolder(join(folder, 'a', 'd'))).toBeUndefined();
  });

  it('creates a folder for several callers at once', async () => {
    const folder = await makeTemporaryFolder();
    for (let round = 0; round < 20; round++) {
      const path = join(folder, `${round}`, 'b');
      await Promise.all(Array.from({ length: 20 }, (_, n) => makeFolder(join(path, `${n % 5}`))));
    }
  });

  it('refuses a file, what lies in a file, and a link that leads nowhere', async () => {
    const folder = await makeTemporaryFolder();
    const [file, link] = [join(folder, 'file'), join(folder, 'link')];
    await writeFile(file, '');
    await symlink(join(folder, 'none', 'folder'), link);
    const [isFile, isLink] = [`${file} is a file, not a folder`, `${link} is a link that leads nowhere`];
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST', message: isFile });
    await expect(makeFolder(link)).rejects.toMatchObject({ code: 'EEXIST', message: isLink });
    await expect(makeFolder(join(link, 'a'))).rejects.toMatchObject({ code: 'EEXIST', message: isLink });
    await expect(makeFolder(join(file, 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(process.platform === 'linux')('refuses a folder in /proc, where Node itself never returns', async () => {
    await expect(makeFolder('/proc/self/bulkgen/neo4j')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
