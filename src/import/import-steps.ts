// The whole of an import, step by step. Until the swap the server goes on with its store, so that most failures cost
// nobody a second; from the stop to the last proof the database is away.
import { dirname } from 'node:path/posix';
import { type ProgressListener, trackStep } from '../progress/tracker.ts';
import { askStep } from '../replacement/journal.ts';
import type { Step } from '../replacement/run.ts';
import { settleStores, startServer, stop, swap, syncStore } from '../replacement/steps.ts';
import { recordStaged } from '../replacement/swap.ts';
import { runCheck } from './admin/check.ts';
import { runImporter } from './admin/importer.ts';
import { runLoader } from './admin/loader.ts';
import { refuseNodes } from './refuse-nodes.ts';
import type { Import } from './sources/source.ts';

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
    trackStep(
      work.onProgress,
      { name: 'check', message: 'Checking the new store', finished: 'Checked the new store' },
      () => runCheck(work, signal),
    ),
};

/** Who wrote into an empty database while the import was at work must not lose it. */
const stopUnlessFilled: Step<Import> = {
  name: stop.name,
  async run(work, signal) {
    if (!work.force && (await work.target.isRunning())) await refuseNodes(work, signal);
    await stop.run(work, signal);
  },
};

/** The full proof says itself how far it is. */
const verify: Step<Import> = {
  name: 'verify',
  async run(work, signal) {
    const { source, opened, full, onProgress } = work;
    const prove = (listener: ProgressListener | undefined) =>
      source.prove(opened!, { imported: work.imported!, signal, onProgress: listener });
    const messages = {
      message: 'Verifying counts and samples in the database',
      finished: 'Verified counts and samples in the database',
    };
    work.proof = await (full
      ? prove(onProgress)
      : trackStep(onProgress, { name: 'verify', ...messages }, () => prove(undefined)));
  },
};

/** The steps of an import whose new database is filled further by these. */
export function importSteps(fill: readonly Step[]): readonly Step<Import>[] {
  return [
    countNodes,
    importFiles,
    checkStore,
    syncStore,
    stopUnlessFilled,
    swap,
    startServer,
    ...fill,
    verify,
    settleStores,
  ];
}
