// The steps that every replacement of a store has, whatever the new store is made of.
import { BulkgenError } from '../errors.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import { trackStep } from '../progress/tracker.ts';
import { finalStep } from './journal.ts';
import type { Replacement } from './replacement.ts';
import type { Step } from './run-steps.ts';
import { settle } from './settle.ts';
import { prepareSwap, recordLive, swapStores } from './swap-stores.ts';

/** neo4j-admin syncs the files that it writes, but no folder; and nothing may be lost that the swap relies on. */
export const syncStore: Step = {
  name: 'sync',
  async run({ target, journal }) {
    await prepareSwap(target.files, journal.stores);
    for (const own of journal.own) await target.files.sync(own);
  },
};

export const stop: Step = { name: 'stop', run: stopServer };

/** A rename under a running server would be its store's end, and somebody may have started it since. */
export const swap: Step = {
  name: 'swap',
  async run({ target, journal }) {
    if (await target.isRunning()) {
      throw new BulkgenError('neo4j-running', `${target.description} was started while its store was to be replaced`, {
        hint: 'Nothing was changed. Try again, and leave the server alone until it is done.',
      });
    }
    await target.assertStoreUnused();
    await swapStores(target.files, journal.stores);
  },
};

export const startServer: Step = {
  name: 'start',
  async run(work, signal) {
    const { target, onProgress, readConnection } = work;
    work.opened = await trackStep(
      onProgress,
      { name: 'start', message: 'Starting the server', finished: 'Started the server' },
      async () => {
        await target.start({ signal });
        return waitOnline(await readConnection(), { signal, isRunning: target.isRunning });
      },
    );
  },
};

export const settleStores: Step<Replacement> = {
  name: finalStep,
  async run(work) {
    await work.opened?.close().catch(() => {}); // no bookmark or socket outlives a stop
    await settle(work);
  },
};

/** Stops the server and notes which its live folders are, now that it can no longer make others. */
async function stopServer(work: Replacement): Promise<void> {
  const { target, onProgress } = work;
  if (!work.journal.wasRunning && (await target.isRunning())) {
    work.journal = { ...work.journal, wasRunning: true }; // somebody has started it since
    await work.journalFile.write(work.journal);
  }
  await trackStep(onProgress, { name: 'stop', message: 'Stopping the server', finished: 'Stopped the server' }, () =>
    target.stop(),
  );
  const stores = await recordLive(target.files, work.journal.stores);
  work.journal = { ...work.journal, stores, mayHaveSwapped: true };
}
