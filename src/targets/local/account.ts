// A store belongs to the user that the server runs as, and so must every file that bulkgen creates in it. A server that root
// starts leaves files that its own user cannot open. So root works as the owner of the data. Other users are refused.
import { lchown, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import type { Files } from '../../system/files.ts';
import { localFiles, writeDurably } from '../../system/local-files.ts';
import { makeFolder as makeOwnFolder } from '../../system/make-folder.ts';
import { quoteWord } from '../../system/quote-word.ts';
import type { Account } from '../../system/run-child.ts';
import { runCommand } from '../../system/run-command.ts';

export interface AccountQuestion {
  /** User and group of the data. */
  readonly owner: Account;
  /** The user that bulkgen runs as. */
  readonly user: number;
  /** The folder that the error names. */
  readonly folder: string;
  readonly ownerName: string;
}

/** The account to work as. Undefined when it is this user. Throws `target-unusable` for a user who is neither owner nor root. */
export function chooseAccount({ owner, user, folder, ownerName }: AccountQuestion): Account | undefined {
  if (owner.uid === user) return undefined;
  if (user === 0) return owner;
  const sudo = owner.uid === 0 ? 'sudo' : `sudo -u ${quoteWord(/^\d/.test(ownerName) ? `#${ownerName}` : ownerName)}`;
  throw new BulkgenError('target-unusable', `Expected to run as the owner of ${folder}, user \`${ownerName}\``, {
    hint: `Run the command again with \`${sudo}\` before it. Nothing was changed.`,
  });
}

/** The account for a data folder. The owner of the home counts while there is no data folder. */
export async function findAccount(dataFolder: string, home: string): Promise<Account | undefined> {
  const data = await stat(dataFolder).catch(() => undefined);
  const { uid, gid } = data ?? (await stat(home));
  const user = process.getuid?.() ?? uid;
  const ownerName = uid === user ? '' : await readUserName(uid);
  return chooseAccount({ owner: { uid, gid }, user, folder: data ? dataFolder : home, ownerName });
}

async function readUserName(uid: number): Promise<string> {
  const { stdout } = await runCommand('id', ['-un', `${uid}`]);
  return stdout.trim() || `${uid}`;
}

/** The files of this machine. Every file and folder that is created belongs to the account. */
export function ownedFiles(account: Account | undefined): Files {
  if (!account) return localFiles;
  const giveAway = (path: string): Promise<void> => lchown(path, account.uid, account.gid);
  const makeFolder = async (path: string): Promise<void> => {
    const first = await makeOwnFolder(path);
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
