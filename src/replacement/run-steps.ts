import { BulkgenError, throwIfAborted } from '../errors.ts';
import { finalStep } from './journal.ts';
import type { Replacement } from './replacement.ts';
import type { Timer } from './timer.ts';

/** One step of a replacement. Its name stands in the journal, in the seconds of the result, and in what `--timeout` says. */
export interface Step<Work extends Replacement = Replacement> {
  readonly name: string;
  /** Left out when this says no. */
  readonly isNeeded?: (work: Work) => boolean;
  run(work: Work, signal: AbortSignal | undefined): Promise<void>;
}

export interface StepOptions {
  readonly time: Timer;
  /** Most seconds that a step may take; without end when absent. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told the name of a step when its journal entry is on the disk and before it begins; waited for. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/**
 * Runs the steps in order, each with a journal entry before it. Once that of the final step is written, no signal and no
 * timeout ends the work any more.
 */
export async function runSteps<Work extends Replacement>(
  steps: readonly Step<Work>[],
  work: Work,
  { time, timeout, signal, onStep }: StepOptions,
): Promise<void> {
  for (const step of steps) {
    if (step.isNeeded?.(work) === false) continue;
    throwIfAborted(signal);
    const journal = { ...work.journal, step: step.name };
    await work.journalFile.write(journal);
    work.journal = journal; // not before it is on the disk: what is written last decides between undoing and finishing
    await onStep?.(step.name);
    await time(step.name, async () => {
      if (step.name === finalStep) return step.run(work, undefined);
      throwIfAborted(signal);
      return runLimited(step, work, { timeout, signal });
    });
  }
}

async function runLimited<Work extends Replacement>(
  step: Step<Work>,
  work: Work,
  { timeout, signal }: Pick<StepOptions, 'timeout' | 'signal'>,
): Promise<void> {
  if (timeout === undefined) return step.run(work, signal);
  const late = new AbortController();
  const end = (): void => {
    late.abort(timedOut(step.name, timeout));
    void work.opened?.close().catch(() => {}); // a query that never answers
  };
  const timer = setTimeout(end, Math.min(timeout * 1000, longestTimer));
  try {
    await step.run(work, AbortSignal.any([late.signal, ...(signal ? [signal] : [])]));
    throwIfAborted(late.signal);
  } catch (error) {
    throwIfAborted(late.signal);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds; Node ends a longer one at once. */
const longestTimer = 2 ** 31 - 1;

function timedOut(step: string, seconds: number): BulkgenError {
  return new BulkgenError('timed-out', `Step \`${step}\` took longer than the ${seconds} seconds of --timeout`, {
    hint: 'Give it more time, or leave --timeout out.',
  });
}
