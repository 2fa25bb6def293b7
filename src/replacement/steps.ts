// The steps that every replacement has, whatever the new store is made of.
import { BulkgenError } from '../errors.ts';
import { trackStep } from '../progress/tracker.ts';
import { openStarted } from './connect.ts';
import { finalStep } from './journal.ts';
import type { Step } from './run.ts';
import { settle } from './settle.ts';
import { prepareSwap, recordLive, swapStores } from './swap.ts';

/** neo4j-admin syncs the files that it writes, but not their folders. The swap relies on both. */
export const syncStore: Step = {
  name: 'sync',
  async run({ target, journal }) {
    await prepareSwap(target.files, journal.stores);
    for (const own of journal.own) await target.files.sync(own);
  },
};

/** Stops the server and records its live folders, now that it can no longer create others. */
export const stop: Step = {
  name: 'stop',
  async run(work) {
    const { target, onProgress } = work;
    if (!work.journal.wasRunning && (await target.isRunning())) {
      work.journal = { ...work.journal, wasRunning: true }; // another program has started it since
      await work.journalFile.write(work.journal);
    }
    await trackStep(onProgress, { name: 'stop', message: 'Stopping the server', finished: 'Stopped the server' }, () =>
      target.stop(),
    );
    const stores = await recordLive(target.files, work.journal.stores);
    work.journal = { ...work.journal, stores, mayHaveSwapped: true };
  },
};

/** Another program may have started the server since the stop. Renames under a running server would destroy its store. */
export const swap: Step = {
  name: 'swap',
  async run({ target, journal }) {
    if (await target.isRunning()) {
      throw new BulkgenError('neo4j-running', `${target.description} was started while bulkgen replaced its store`, {
        hint: 'Try again, and do not start the server before bulkgen is done. Nothing was changed.',
      });
    }
    await target.assertStoreUnused();
    await swapStores(target.files, journal.stores);
  },
};

export const startServer: Step = {
  name: 'start',
  async run(work, signal) {
    const { target, database, onProgress } = work;
    work.opened = await trackStep(
      onProgress,
      { name: 'start', message: 'Starting the server', finished: 'Started the server' },
      async () => {
        await target.start({ signal });
        return openStarted(target, database, signal);
      },
    );
  },
};

export const settleStores: Step = {
  name: finalStep,
  async run(work) {
    await work.opened?.close().catch(() => {}); // no bookmark or socket outlives a stop
    await settle(work);
  },
};
