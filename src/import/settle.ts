import { join } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import type { Target, TargetFiles } from '../target/target.ts';
import type { Journal, JournalFile } from './journal.ts';
import { removeOwn } from './store-folders.ts';

export interface Settled {
  readonly target: Target;
  readonly journalFile: JournalFile;
  readonly journal: Journal;
}

/**
 * Makes a replacement final: drops the store before, or keeps it, and whatever an earlier import kept; can be repeated.
 * What cannot be removed now is left to the next import, for the new store is proven. Throws `store-missing` when the live
 * store is not the new one.
 */
export async function settle({ target, journalFile, journal }: Settled): Promise<void> {
  const { files } = target;
  for (const { live, staged } of journal.stores) {
    if ((await files.inspect(live))?.inode === staged) continue;
    throw new BulkgenError('store-missing', `Expected the imported store in ${live}, but it is another one`, {
      hint: 'Somebody moved or copied it. Put the right store in its place, then remove the journal in the `.bulkgen` folder.',
    });
  }
  const { own, stores, keepPrevious, kept } = journal;
  try {
    for (const folder of kept?.own ?? []) if (!own.includes(folder)) await removeOwn(files, folder);
    const hasPrevious = stores.some(({ before }) => before !== undefined);
    if (keepPrevious && hasPrevious) {
      for (const folder of own) await removeAllBut(files, folder, 'previous');
      return await journalFile.close({ ...journal, kept: { own, stores } });
    }
    for (const folder of own) await removeOwn(files, folder);
    await journalFile.close({ ...journal, kept: undefined });
  } catch (error) {
    if (error instanceof BulkgenError ? error.code !== 'write-failed' : !(error instanceof Error && 'syscall' in error))
      throw error;
  }
}

async function removeAllBut(files: TargetFiles, folder: string, kept: string): Promise<void> {
  for (const name of await files.list(folder)) if (name !== kept) await files.remove(join(folder, name));
}
