// The whole of an import, step by step. Until the swap the server goes on with its store, so that most failures cost
// nobody a second; from the stop to the last proof the database is away.
import { dirname } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import { waitOnline } from '../neo4j/wait-online.ts';
import { type ProgressListener, trackStep } from '../progress/tracker.ts';
import type { Import } from './import-source.ts';
import { askStep, finalStep } from './journal.ts';
import { refuseNodes } from './refuse-nodes.ts';
import type { Replacement } from './replacement.ts';
import { runCheck } from './run-check.ts';
import { runImporter } from './run-importer.ts';
import { runLoader } from './run-loader.ts';
import type { Step } from './run-steps.ts';
import { settle } from './settle.ts';
import { stopServer } from './stop-server.ts';
import { prepareSwap, recordStaged, swapStores } from './swap-stores.ts';

/** A server that ran was asked before. */
const countNodes: Step<Import> = {
  name: askStep,
  isNeeded: ({ force, journal }) => !force && !journal.wasRunning,
  run: (work, signal) => refuseNodes(work, signal),
};

/** neo4j-admin makes the new store, of CSV or of a dump, while the server goes on. */
const importFiles: Step<Import> = {
  name: 'import',
  async run(work, signal) {
    const { files } = work.target;
    const { input } = work.source;
    for (const { staging } of work.journal.stores) await files.makeFolder(dirname(staging));
    work.imported = await (input.kind === 'csv' ? runImporter(work, input, signal) : runLoader(work, input, signal));
    work.journal = { ...work.journal, stores: await recordStaged(files, work.journal.stores) };
  },
};

const checkStore: Step<Import> = {
  name: 'check',
  isNeeded: ({ check }) => check,
  run: (work, signal) =>
    trackStep(work.onProgress, { name: 'check', message: 'Check the new store' }, () => runCheck(work, signal)),
};

/** neo4j-admin syncs the files that it writes, but no folder; and nothing may be lost that the swap relies on. */
export const syncStore: Step = {
  name: 'sync',
  async run({ target, journal }) {
    await prepareSwap(target.files, journal.stores);
    for (const own of journal.own) await target.files.sync(own);
  },
};

/** Who wrote into an empty database while the import was at work must not lose it. */
const stop: Step<Import> = {
  name: 'stop',
  async run(work, signal) {
    if (!work.force && (await work.target.isRunning())) await refuseNodes(work, signal);
    await stopServer(work);
  },
};

/** A rename under a running server would be its store's end, and somebody may have started it since. */
export const swap: Step = {
  name: 'swap',
  async run({ target, journal }) {
    if (await target.isRunning()) {
      throw new BulkgenError('neo4j-running', `${target.description} was started while its store was to be replaced`, {
        hint: 'Nothing was changed. Try again, and leave the server alone until it is done.',
      });
    }
    await target.proveFree();
    await swapStores(target.files, journal.stores);
  },
};

export const startServer: Step = {
  name: 'start',
  async run(work, signal) {
    const { target, onProgress, readConnection } = work;
    work.opened = await trackStep(onProgress, { name: 'start', message: 'Start the server' }, async () => {
      await target.start({ signal });
      return waitOnline(await readConnection(), { signal, isRunning: target.isRunning });
    });
  },
};

/** The full proof says itself how far it is. */
const verify: Step<Import> = {
  name: 'verify',
  async run(work, signal) {
    const { source, opened, full, onProgress } = work;
    const prove = (listener: ProgressListener | undefined) =>
      source.prove(opened!, { imported: work.imported!, signal, onProgress: listener });
    const message = 'Count everything, compare samples';
    work.proof = await (full
      ? prove(onProgress)
      : trackStep(onProgress, { name: 'verify', message }, () => prove(undefined)));
  },
};

export const settleStores: Step<Replacement> = {
  name: finalStep,
  async run(work) {
    await work.opened?.close().catch(() => {}); // no bookmark or socket outlives a stop
    await settle(work);
  },
};

/** The steps of an import whose new database is filled further by these. */
export function importSteps(fill: readonly Step[]): readonly Step<Import>[] {
  return [countNodes, importFiles, checkStore, syncStore, stop, swap, startServer, ...fill, verify, settleStores];
}
