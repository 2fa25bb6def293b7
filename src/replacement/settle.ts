import { join } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import type { Files } from '../system/files.ts';
import type { Target } from '../targets/target.ts';
import { type Journal, keepsPrevious } from './journal.ts';
import { removeOwn } from './store-folders.ts';
import { hintToMoveBack } from './swap.ts';
import type { JournaledReplacement } from './undo.ts';

/**
 * Makes a replacement final; can be repeated. The server runs again if it ran before; otherwise it is stopped, unless bulkgen
 * made it and keeps it running. The previous store is removed or kept, and what an earlier import kept is removed. What cannot
 * be removed now is left to the next import, because the new store is verified. Throws `store-missing` when the live store is not the new one.
 */
export async function settle({ target, journalFile, journal }: JournaledReplacement): Promise<void> {
  const { files } = target;
  await refuseOtherLive(files, journal);
  await restoreServerState(target, journal);
  const { own, stores, kept } = journal;
  const keeps = keepsPrevious(journal);
  const obsolete = (kept?.own ?? []).filter((folder) => !own.includes(folder));
  const unremoved: string[] = [];
  for (const folder of keeps ? obsolete : [...obsolete, ...own]) {
    await removeOwn(files, folder).catch(() => unremoved.push(folder));
  }
  if (keeps) for (const folder of own) await removeAllBut(files, folder, 'previous').catch(() => {});
  const remaining = { own: [...(keeps ? own : []), ...unremoved], stores: keeps ? stores : [] };
  await journalFile.close({ ...journal, kept: remaining.own.length === 0 ? undefined : remaining });
}

async function refuseOtherLive(files: Files, { stores }: Journal): Promise<void> {
  for (const { live, staged } of stores) {
    if ((await files.inspect(live))?.inode === staged) continue;
    const message = `Could not find the imported store (a folder with inode ${staged}): it is not in ${live}`;
    throw new BulkgenError('store-missing', message, { hint: hintToMoveBack(live) });
  }
}

async function restoreServerState(target: Target, { wasRunning }: Journal): Promise<void> {
  if (!wasRunning && !target.keepsRunning) await target.stop();
  if (wasRunning && !(await target.isRunning())) await target.start(); // after a crash
}

async function removeAllBut(files: Files, folder: string, kept: string): Promise<void> {
  for (const name of await files.list(folder)) if (name !== kept) await files.remove(join(folder, name));
}
