// The steps of an import, in order. Until `stop` the server keeps running on the live store, so most failures cost no
// downtime. From `stop` to the end of `verify` the database is unavailable or incomplete.
import { dirname } from 'node:path/posix';
import type { ProgressListener } from '../progress/progress.ts';
import { trackStep } from '../progress/tracker.ts';
import { readOwnTransaction, recordFilled } from '../replacement/filled-store.ts';
import { queryStep } from '../replacement/journal.ts';
import type { Step } from '../replacement/run.ts';
import { settleStores, startServer, stop, swap, syncStore } from '../replacement/steps.ts';
import { recordStaged } from '../replacement/swap.ts';
import { runCheck } from './admin/check.ts';
import { runImporter } from './admin/importer.ts';
import { runLoader } from './admin/loader.ts';
import { refuseContent } from './preflight/server.ts';
import type { Import } from './sources/source.ts';

/** Only for a stopped server: the preflight has queried a running one already. */
const countNodes: Step<Import> = {
  name: queryStep,
  isNeeded: ({ force, journal }) => !force && !journal.wasRunning,
  run: (work, signal) => refuseContent(work, signal),
};

/** neo4j-admin builds the new store, from CSV or from a dump, while the server keeps running. */
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

/** Checks once more that the database is empty: what was written since the preflight must not be lost. */
const stopUnlessFilled: Step<Import> = {
  name: stop.name,
  async run(work, signal) {
    if (!work.force && (await work.target.isRunning())) await refuseContent(work, signal);
    await stop.run(work, signal);
  },
};

/** The full verification reports its own progress. */
const verify: Step<Import> = {
  name: 'verify',
  async run(work, signal) {
    const { source, opened, full, onProgress } = work;
    work.lastTransaction = await readOwnTransaction(work.target, opened!);
    const verifyDatabase = (listener: ProgressListener | undefined) =>
      source.verify(opened!, { imported: work.imported!, signal, onProgress: listener });
    const isOnlyCounted = source.input.kind === 'dump' && !source.counts;
    const messages = isOnlyCounted
      ? { message: 'Counting nodes and relationships', finished: 'Counted nodes and relationships' }
      : {
          message: 'Verifying counts and samples in the database',
          finished: 'Verified counts and samples in the database',
        };
    work.verification = await (full
      ? verifyDatabase(onProgress)
      : trackStep(onProgress, { name: 'verify', ...messages }, () => verifyDatabase(undefined)));
  },
};

/** A store whose record could not be written only needs --force to be removed. */
const settle: Step<Import> = {
  name: settleStores.name,
  async run(work, signal) {
    await settleStores.run(work, signal);
    const { target, database, journal, lastTransaction } = work;
    await recordFilled(target, database, { stores: journal.stores, lastTransaction }).catch(() => {});
  },
};

/** The steps of an import; those in `fill` add to the new database once its server runs. */
export function importSteps(fill: readonly Step[]): readonly Step<Import>[] {
  return [countNodes, importFiles, checkStore, syncStore, stopUnlessFilled, swap, startServer, ...fill, verify, settle];
}
