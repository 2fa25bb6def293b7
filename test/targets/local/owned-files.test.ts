import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { localFiles } from '../../../src/system/local-files.ts';
import { ownedFiles } from '../../../src/targets/local/account.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

const account = { uid: 7474, gid: 7475 };

async function ownerOf(path: string): Promise<object> {
  const { uid, gid } = await lstat(path);
  return { uid, gid };
}

it('are the files of this machine without an account', () => {
  expect(ownedFiles(undefined)).toBe(localFiles);
});

it.runIf(process.getuid?.() === 0)(
  'give every file and folder that they create to the account, and no other',
  async () => {
    const folder = await makeTemporaryFolder();
    const files = ownedFiles(account);
    await files.makeFolder(join(folder, 'a', 'b'));
    await files.write(join(folder, 'a', 'c', 'd', 'file'), 'text', 0o640);
    for (const path of ['a', 'a/b', 'a/c', 'a/c/d', 'a/c/d/file'])
      expect(await ownerOf(join(folder, path))).toEqual(account);
    expect(await ownerOf(folder)).toEqual({ uid: 0, gid: 0 });
    expect(await readFile(join(folder, 'a', 'c', 'd', 'file'), 'utf8')).toBe('text');
    expect((await lstat(join(folder, 'a', 'c', 'd', 'file'))).mode & 0o777).toBe(0o640);
  },
);
