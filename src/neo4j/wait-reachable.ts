import { setTimeout as sleep } from 'node:timers/promises';
import { BulkgenError } from '../errors.ts';
import type { Connection } from './driver.ts';
import { connect } from './driver.ts';

/** How long a server that runs may take until it accepts a connection: it may have been started a moment ago. */
const patienceSeconds = 60;
const pauseMilliseconds = 250;

/** Waits until a running server lets this user in, whatever the state of its databases. Throws what `connect` throws. */
export async function waitReachable(connection: Connection, signal: AbortSignal | undefined): Promise<void> {
  const giveUpAt = performance.now() + patienceSeconds * 1000;
  for (;;) {
    try {
      const opened = await connect(connection, signal);
      return await opened.close();
    } catch (error) {
      const isStarting = error instanceof BulkgenError && error.code === 'unreachable';
      if (!isStarting || signal?.aborted || performance.now() > giveUpAt) throw error;
    }
    await sleep(pauseMilliseconds);
  }
}
