import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BulkgenError, folderMissing } from '../../errors.ts';
import type { Account } from '../../system/run-child.ts';
import { findInaccessible } from './access.ts';

/**
 * Returns the path from the root. Throws `file-missing` when the folder does not exist, `file-unreadable` naming the first file
 * that the account cannot read: of `names`, or of all its files.
 */
export async function mapFolder(
  folder: string,
  account: Account | undefined,
  names?: readonly string[],
): Promise<string> {
  const path = resolve(folder);
  const allNames = await readdir(path).catch((cause: unknown) => {
    throw folderMissing(path, cause);
  });
  const unreadable = await findInaccessible(
    [{ mode: 'x', path }, ...(names ?? allNames).map((name) => ({ mode: 'r', path: join(path, name) }) as const)],
    account,
  );
  if (unreadable === undefined) return path;
  const user = account ? `user ${account.uid}, the owner of Neo4j's data` : 'this user';
  throw new BulkgenError('file-unreadable', `Expected ${unreadable.path} to be readable for ${user}`, {
    hint: `Make it and every folder above it readable with \`chmod -R a+rX\`, or export to another folder. Nothing was changed.`,
  });
}
