import { trackStep } from '../progress/tracker.ts';
import type { Replacement } from './replacement.ts';
import { recordLive } from './swap-stores.ts';

/** Stops the server and notes which its live folders are, now that it can no longer make others. */
export async function stopServer(work: Replacement): Promise<void> {
  const { target, onProgress } = work;
  if (!work.journal.wasRunning && (await target.isRunning())) {
    work.journal = { ...work.journal, wasRunning: true }; // somebody has started it since
    await work.journalFile.write(work.journal);
  }
  await trackStep(onProgress, { name: 'stop', message: 'Stop the server' }, () => target.stop());
  const stores = await recordLive(target.files, work.journal.stores);
  work.journal = { ...work.journal, stores, mayHaveSwapped: true };
}
