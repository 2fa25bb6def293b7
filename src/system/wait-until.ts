import { setTimeout } from 'node:timers/promises';
import { throwIfAborted } from '../errors.ts';

export interface WaitOptions {
  /** Milliseconds between two checks. */
  readonly every: number;
  /** Milliseconds after which to give up. Without it, the wait has no end. */
  readonly within?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks a condition at once and then at intervals until it holds. Returns whether it held in time. Throws what the condition
 * throws, and the reason of the signal when it is aborted.
 */
export async function waitUntil(
  isTrue: () => Promise<boolean>,
  { every, within = Number.POSITIVE_INFINITY, signal }: WaitOptions,
): Promise<boolean> {
  const deadline = performance.now() + within;
  for (;;) {
    throwIfAborted(signal);
    if (await isTrue()) return true;
    if (performance.now() >= deadline) return false;
    await setTimeout(every);
  }
}
