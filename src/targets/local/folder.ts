import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BulkgenError, folderMissing } from '../../errors.ts';
import type { Account } from '../../system/run-child.ts';
import { findInaccessible } from './access.ts';

/** The path of a folder whose every file the importer can read. Throws `file-missing` or `file-unreadable`, naming the first. */
export async function mapFolder(
  folder: string,
  account: Account | undefined,
  given?: readonly string[],
): Promise<string> {
  const path = resolve(folder);
  const all = await readdir(path).catch((cause: unknown) => {
    throw folderMissing(path, cause);
  });
  const names = given ?? all;
  const hidden = await findInaccessible(
    [{ mode: 'x', path }, ...names.map((name) => ({ mode: 'r', path: join(path, name) }) as const)],
    account,
  );
  if (hidden === undefined) return path;
  const who = account ? `user ${account.uid}, whose Neo4j it is` : 'this user';
  throw new BulkgenError('file-unreadable', `Expected ${hidden.path} to be readable for ${who}`, {
    hint: `Nothing was changed. Make it readable, with every folder above it: \`chmod -R a+rX\`; or export to a folder elsewhere.`,
  });
}
