// The previous store, which an import keeps on request (`--keep-previous`). Returning to it is one more replacement, with a
// store that already exists.
import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { withExclusiveTarget } from './exclusive.ts';
import { type Journal, openJournal } from './journal.ts';
import { type RecoverOptions, recoverForms, recoverUnlocked } from './recover.ts';
import { beginReplacement } from './replacement.ts';
import { replaceStore, type Step } from './run.ts';
import { settleStores, startServer, stop, swap, syncStore } from './steps.ts';
import { removeOwn } from './store-folders.ts';
import { recordStaged } from './swap.ts';

/** Whose previous store to return to. */
export interface PreviousOptions extends RecoverOptions {
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
  /** Called with the name of each step before it begins; awaited. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

const previousSteps: readonly Step[] = [syncStore, stop, swap, startServer, settleStores];

/**
 * Returns to the store that an import kept. The store it replaces is kept in turn, so a second call returns to that one.
 * As safe against errors and `kill -9` as an import. Throws `nothing-kept`, and what `recoverImport` throws.
 */
export async function returnToPrevious(options: PreviousOptions): Promise<void> {
  checkOptions('returnToPrevious', options, {
    ...recoverForms,
    signal: 'signal',
    onProgress: 'function',
    onStep: 'function',
  });
  const { target, database = 'neo4j', signal, onProgress, onStep } = options;
  await withExclusiveTarget(target, database, async () => {
    await recoverUnlocked(target, database);
    const kept = await readKept(options);
    const work = await beginReplacement({ target, database, purpose: 'return', keepPrevious: true, onProgress });
    // The kept store is used like a staged one. It stays in its folder.
    const restored = work.journal.stores.map((store, index) => ({ ...store, staging: kept.stores[index]!.previous }));
    work.journal = { ...work.journal, stores: await recordStaged(target.files, restored) };
    await replaceStore(previousSteps, work, { signal, onStep });
  });
}

/** Removes the store that an import kept. Throws `nothing-kept`. */
export async function dropPrevious(options: RecoverOptions): Promise<void> {
  checkOptions('dropPrevious', options, recoverForms);
  const { target, database = 'neo4j' } = options;
  await withExclusiveTarget(target, database, async () => {
    const journalFile = openJournal(target, database);
    const journal = await readKept({ target, database });
    // First, because the removal may be killed halfway, and an incomplete store cannot be restored.
    await journalFile.write({ ...journal, stores: [] });
    for (const folder of journal.own) await removeOwn(target.files, folder);
    await journalFile.close({ ...journal, kept: undefined });
  });
}

async function readKept({ target, database = 'neo4j' }: RecoverOptions): Promise<Journal> {
  const journal = await openJournal(target, database).read();
  if (journal?.step === 'kept' && journal.stores.length > 0) return journal;
  throw new BulkgenError('nothing-kept', `No previous store of database \`${database}\` is kept`, {
    hint: 'Import with --keep-previous to keep the store that the import replaces.',
  });
}
