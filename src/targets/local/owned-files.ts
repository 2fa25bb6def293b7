import { lchown, mkdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Files } from '../../system/files.ts';
import { localFiles, writeDurably } from '../../system/local-files.ts';
import type { Account } from '../../system/run-child.ts';

/** The files of this machine. Every file and folder that is created belongs to the account. */
export function ownedFiles(account: Account | undefined): Files {
  if (!account) return localFiles;
  const giveAway = (path: string): Promise<void> => lchown(path, account.uid, account.gid);
  const makeFolder = async (path: string): Promise<void> => {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    await giveAway(first);
    let folder = first;
    for (const name of relative(first, path).split(sep).filter(Boolean)) {
      folder = join(folder, name);
      await giveAway(folder);
    }
  };
  return {
    ...localFiles,
    makeFolder,
    async write(path, text, mode) {
      await makeFolder(dirname(path));
      await writeDurably(path, text, { mode, account });
    },
  };
}
