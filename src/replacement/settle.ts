import { join } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import type { Files } from '../system/files.ts';
import type { Target } from '../targets/target.ts';
import { type Journal, type JournalFile, keepsPrevious } from './journal.ts';
import { removeOwn } from './store-folders.ts';

export interface Settled {
  readonly target: Target;
  readonly journalFile: JournalFile;
  readonly journal: Journal;
}

/**
 * Makes a replacement final: leaves the server as it was, or up where it is bulkgen's, and drops the store before, or
 * keeps it, and whatever an earlier import kept; can be repeated. What cannot be removed now is left to the next import,
 * for the new store is proven. Throws `store-missing` when the live store is not the new one.
 */
export async function settle({ target, journalFile, journal }: Settled): Promise<void> {
  const { files } = target;
  await proveLive(files, journal);
  await leaveServer(target, journal);
  const { own, stores, kept } = journal;
  const keeps = keepsPrevious(journal);
  const obsolete = (kept?.own ?? []).filter((folder) => !own.includes(folder));
  const left: string[] = [];
  for (const folder of keeps ? obsolete : [...obsolete, ...own]) {
    await removeOwn(files, folder).catch(() => left.push(folder));
  }
  if (keeps) for (const folder of own) await removeAllBut(files, folder, 'previous').catch(() => {});
  const rest = { own: [...(keeps ? own : []), ...left], stores: keeps ? stores : [] };
  await journalFile.close({ ...journal, kept: rest.own.length === 0 ? undefined : rest });
}

async function proveLive(files: Files, { stores }: Journal): Promise<void> {
  for (const { live, staged } of stores) {
    if ((await files.inspect(live))?.inode === staged) continue;
    throw new BulkgenError('store-missing', `Expected the imported store in ${live}, but it is another one`, {
      hint: 'Somebody moved or copied it. Put the right store in its place, then remove the journal in the `.bulkgen` folder.',
    });
  }
}

async function leaveServer(target: Target, { wasRunning }: Journal): Promise<void> {
  if (!wasRunning && !target.keepsRunning) await target.stop();
  if (wasRunning && !(await target.isRunning())) await target.start(); // after a crash
}

async function removeAllBut(files: Files, folder: string, kept: string): Promise<void> {
  for (const name of await files.list(folder)) if (name !== kept) await files.remove(join(folder, name));
}
