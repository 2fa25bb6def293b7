// The store that an import kept (`--keep-previous`): going back to it is one more replacement, of a store that is there.
import { BulkgenError } from '../errors.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import { connectionOf } from './connection-of.ts';
import { type Journal, openJournal } from './journal.ts';
import { type RecoverOptions, recoverUnlocked } from './recover.ts';
import { replaceStore } from './replace-store.ts';
import { beginReplacement } from './replacement.ts';
import type { Step } from './run-steps.ts';
import { settleStores, startServer, stop, swap, syncStore } from './steps.ts';
import { removeOwn } from './store-folders.ts';
import { recordStaged } from './swap-stores.ts';
import { workAlone } from './work-alone.ts';

export interface PreviousOptions extends RecoverOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/** The steps of going back. */
const previousSteps: readonly Step[] = [syncStore, stop, swap, startServer, settleStores];

/**
 * Goes back to the store that an import kept; the imported one is then the one that is kept, so that doing it again goes
 * forth. Safe against errors and `kill -9` as an import is. Throws `nothing-kept`, and what `recoverImport` throws.
 */
export async function returnToPrevious(options: PreviousOptions): Promise<void> {
  const { target, database = 'neo4j', signal, onProgress, onStep } = options;
  await workAlone(target, database, async () => {
    const readConnection = connectionOf(target, database);
    await recoverUnlocked(target, database, readConnection);
    const kept = await readKept(options);
    const work = await beginReplacement({ target, database, keepPrevious: true, readConnection, onProgress });
    // What was kept is what is staged now, where it is.
    const restored = work.journal.stores.map((store, index) => ({ ...store, staging: kept.stores[index]!.previous }));
    work.journal = { ...work.journal, stores: await recordStaged(target.files, restored) };
    await replaceStore(previousSteps, work, { time: (_name, step) => step(), signal, onStep });
  });
}

/** Removes the store that an import kept. Throws `nothing-kept`. */
export async function dropPrevious({ target, database = 'neo4j' }: RecoverOptions): Promise<void> {
  await workAlone(target, database, async () => {
    const journalFile = openJournal(target, database);
    const journal = await readKept({ target, database });
    await journalFile.write({ ...journal, stores: [] }); // half a store is nothing to go back to
    for (const folder of journal.own) await removeOwn(target.files, folder);
    await journalFile.close({ ...journal, kept: undefined });
  });
}

async function readKept({ target, database = 'neo4j' }: RecoverOptions): Promise<Journal> {
  const journal = await openJournal(target, database).read();
  if (journal?.step === 'kept' && journal.stores.length > 0) return journal;
  throw new BulkgenError('nothing-kept', `No import kept a store of database \`${database}\` before it`, {
    hint: 'Import with --keep-previous to be able to go back.',
  });
}
