import type { Connection } from '../neo4j/driver.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import type { Files } from '../system/files.ts';
import type { Target } from '../targets/target.ts';
import { askStep, type Journal, type JournalFile } from './journal.ts';
import { removeOwn } from './store-folders.ts';
import { isSwapped, swapBack } from './swap-stores.ts';

export interface Undone {
  readonly target: Target;
  readonly journalFile: JournalFile;
  readonly journal: Journal;
  readonly readConnection: () => Promise<Connection>;
}

/**
 * Makes store and server what they were before a replacement, however far it had come; can be repeated. Answers the
 * places of stores that nobody knows and that were put aside. Throws `store-missing` and what stopping and starting throws;
 * the journal stays then, for another try.
 */
export async function undo({ target, journalFile, journal, readConnection }: Undone): Promise<readonly string[]> {
  const { files } = target;
  const hasSwapped = await isSwapped(files, journal);
  const wasAsked = journal.step === askStep && !journal.wasRunning;
  if (hasSwapped || wasAsked) await target.stop();
  let strangers: readonly string[] = [];
  if (hasSwapped) {
    await target.assertStoreUnused();
    await journalFile.write(journal).catch(() => {}); // the entry of the last step may have failed when it was there
    strangers = await swapBack(files, journal.stores);
  }
  const failure = await clear(journalFile, journal, files).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  // Whatever is left lying about, the server comes first.
  if (journal.wasRunning && !(await target.isRunning())) await startAgain(target, readConnection);
  if (failure) throw failure.error;
  await journalFile.close(journal);
  return strangers;
}

/** Removes what was staged, once the journal has forgotten its inodes: they may be given to others then. */
async function clear(journalFile: JournalFile, journal: Journal, files: Files): Promise<void> {
  const left = { ...journal, stores: journal.stores.map(({ staged: _gone, ...store }) => store) };
  const isWritten = await journalFile.write(left).then(
    () => true,
    () => false, // the disk is full of what was staged
  );
  for (const folder of journal.own) await removeOwn(files, folder);
  if (!isWritten) await journalFile.write(left);
}

/** A database that was not online before is not now: that it answers is waited for, not asked for. */
async function startAgain(target: Target, readConnection: () => Promise<Connection>): Promise<void> {
  await target.start();
  try {
    const opened = await waitOnline(await readConnection(), { isRunning: target.isRunning });
    await opened.close();
  } catch (error) {
    if (!(await target.isRunning())) throw error;
    // Nobody may be able to log in here, after a crash; the server runs.
  }
}
