// How bulkgen replaces a store without ever losing one. The steps, in order (an import adds some between them):
//
//   stage   build the new store in the staging folder; the server keeps running on the live store
//   sync    force the staged files to the disk
//   stop    stop the server, then note the inodes of the live folders in the journal
//   swap    rename the live folders to `previous`, then the staged folders to the live place
//   start   start the server with the new store
//   verify  check in the database that the new store holds what it should
//   settle  remove the previous store, or keep it on request, and close the journal
//
// Before each step, run.ts writes the name of the step to the journal, which lies beside the stores. So whatever ends the
// process, and wherever, the last entry on the disk decides what happens next:
//
//   before `settle`  The replacement is undone (undo.ts): the folders from before, known by their inodes, are renamed back,
//                    what was staged is removed, and a server that was running runs again.
//   from `settle`    The new store is verified, so the replacement is completed (settle.ts), never undone.
//
// After an error or a signal this happens at once. After a kill -9 or a power cut, `bulkgen recover` or the next import
// does it (recover.ts). Undoing and settling can be killed too, and are simply repeated. No step before `settle` removes
// the previous store.
import { randomUUID } from 'node:crypto';
import type { Database } from '../neo4j/driver.ts';
import type { ProgressListener } from '../progress/progress.ts';
import type { Target } from '../targets/target.ts';
import { describeSelf, type Journal, type JournalFile, openJournal, type Purpose } from './journal.ts';
import { layOutStore } from './store-folders.ts';

export interface ReplaceOptions {
  readonly target: Target;
  readonly database: string;
  /** Absent for an import or a restore. */
  readonly purpose?: Purpose;
  /** Keep the store that is live now. */
  readonly keepPrevious: boolean;
  readonly onProgress: ProgressListener | undefined;
}

/** The replacement of a database's store while it is under way; its steps change the last three fields. */
export interface Replacement extends ReplaceOptions {
  readonly journalFile: JournalFile;
  /** As it was last written. */
  journal: Journal;
  /** The new database, from the step that starts the server on. */
  opened: Database | undefined;
  /** The listener of the running step: it adds the position of the step to each report. */
  onProgress: ProgressListener | undefined;
}

/** Prepares a replacement by looking at the store as it is now; nothing is created or written yet. */
export async function beginReplacement(options: ReplaceOptions): Promise<Replacement> {
  const { target, database, keepPrevious, purpose } = options;
  const journalFile = openJournal(target, database);
  const earlier = await journalFile.read();
  const { own, folders } = await layOutStore(target, database, randomUUID().slice(0, 8));
  const journal: Journal = {
    format: 1,
    ...(purpose && { purpose }),
    step: 'begin',
    database,
    target: target.description,
    startedBy: await describeSelf(),
    startedAt: new Date().toISOString(),
    wasRunning: await target.isRunning(),
    keepPrevious,
    mayHaveSwapped: false,
    own,
    stores: folders,
    ...(earlier && { kept: { own: earlier.own, stores: earlier.stores } }),
  };
  return { ...options, journalFile, journal, opened: undefined };
}
