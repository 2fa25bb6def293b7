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
 * Calls `check` at once and then at intervals until it returns something truthy, and returns that. Returns the last, falsy
 * answer when the time is over. Throws what `check` throws, and the reason of the signal when it is aborted.
 */
export async function waitUntil<Answer>(
  check: () => Promise<Answer>,
  { every, within = Number.POSITIVE_INFINITY, signal }: WaitOptions,
): Promise<Answer> {
  const deadline = performance.now() + within;
  for (;;) {
    throwIfAborted(signal);
    const answer = await check();
    if (answer || performance.now() >= deadline) return answer;
    await setTimeout(every, undefined, { signal }).catch(() => {}); // the next round throws the reason
  }
}
