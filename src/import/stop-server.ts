import { trackStep } from '../progress/tracker.ts';
import type { Replacement } from './replacement.ts';
import { recordLive } from './swap-stores.ts';

/** Stops the server and notes which its live folders are, now that it can no longer make others. */
export async function stopServer(work: Replacement): Promise<void> {
  const { target, onProgress } = work;
  const wasRunning = work.journal.wasRunning || (await target.isRunning()); // somebody may have started it since
  await trackStep(onProgress, { name: 'stop', message: 'Stop the server' }, () => target.stop());
  const stores = await recordLive(target.files, work.journal.stores);
  work.journal = { ...work.journal, wasRunning, stores, mayHaveSwapped: true };
}
