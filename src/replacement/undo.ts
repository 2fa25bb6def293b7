import type { Files } from '../system/files.ts';
import type { Target } from '../targets/target.ts';
import { openStarted } from './connect.ts';
import { type Journal, type JournalFile, queryStep } from './journal.ts';
import { removeOwn } from './store-folders.ts';
import { isSwapped, swapBack } from './swap.ts';

/** A replacement as its journal records it: all that undoing or settling it needs. */
export interface JournaledReplacement {
  readonly target: Target;
  readonly journalFile: JournalFile;
  readonly journal: Journal;
}

/**
 * Restores store and server as they were before a replacement, however far it had come; can be repeated. Returns where it
 * moved live stores that bulkgen did not make. Throws `store-missing` and the errors of stopping and starting; the journal
 * stays then, for another try.
 */
export async function undo({ target, journalFile, journal }: JournaledReplacement): Promise<readonly string[]> {
  const { files } = target;
  const hasSwapped = await isSwapped(files, journal);
  const wasStartedToAsk = journal.step === queryStep && !journal.wasRunning;
  if (hasSwapped || wasStartedToAsk) await target.stop();
  let setAside: readonly string[] = [];
  if (hasSwapped) {
    await target.assertStoreUnused();
    await journalFile.write(journal).catch(() => {}); // a failed write may still have put `settle` on the disk
    setAside = await swapBack(files, journal.stores);
  }
  const failure = await removeStaged(journalFile, journal, files).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  // The server comes first, even if something could not be removed.
  if (journal.wasRunning && !(await target.isRunning())) await startAgain(target, journal.database);
  if (failure) throw failure.error;
  await journalFile.close(journal);
  return setAside;
}

/** Removes what was staged. The journal forgets its inodes first: the file system may give them to other folders then. */
async function removeStaged(journalFile: JournalFile, journal: Journal, files: Files): Promise<void> {
  const withoutStaged = { ...journal, stores: journal.stores.map(({ staged: _forgotten, ...store }) => store) };
  const isWritten = await journalFile.write(withoutStaged).then(
    () => true,
    () => false, // the staged files may have filled the disk
  );
  for (const folder of journal.own) await removeOwn(files, folder);
  if (!isWritten) await journalFile.write(withoutStaged);
}

/** Starts the server and waits for its database. A database that was not online before need not come online now. */
async function startAgain(target: Target, database: string): Promise<void> {
  await target.start();
  try {
    const opened = await openStarted(target, database);
    await opened.close();
  } catch (error) {
    if (!(await target.isRunning())) throw error;
    // An undo only needs the server to run. It may refuse bulkgen, because the credentials may be unavailable after a crash.
  }
}
