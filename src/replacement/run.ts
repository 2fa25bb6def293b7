import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { explainStoreError } from './exclusive.ts';
import { finalStep } from './journal.ts';
import type { Replacement } from './replacement.ts';
import { undo } from './undo.ts';

/** One step of a replacement. Its name stands in the journal, in `seconds` and in the message of a timeout. */
export interface Step<Work extends Replacement = Replacement> {
  readonly name: string;
  /** The step is left out when this returns false. */
  readonly isNeeded?: (work: Work) => boolean;
  run(work: Work, signal: AbortSignal | undefined): Promise<void>;
}

export interface StepOptions {
  /** Receives the seconds that each step took, by the step's name. */
  readonly seconds?: Record<string, number>;
  /** Seconds that one step may take; no limit by default. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the name of each step when its journal entry is on the disk, before the step begins; awaited. */
  readonly onStep?: ((name: string) => void | Promise<void>) | undefined;
}

/** Runs the steps of a replacement. When one fails before the final step, store and server are again as they were. */
export async function replaceStore<Work extends Replacement>(
  steps: readonly Step<Work>[],
  work: Work,
  options: StepOptions,
): Promise<void> {
  try {
    await runSteps(steps, work, options);
  } catch (error) {
    await work.opened?.close().catch(() => {});
    throw await undoAfter(error, work);
  }
}

/**
 * Runs the steps in order and writes a journal entry before each. Once the entry of the final step is on the disk, neither
 * signal nor timeout ends the work.
 */
export async function runSteps<Work extends Replacement>(
  steps: readonly Step<Work>[],
  work: Work,
  { seconds = {}, timeout, signal, onStep }: StepOptions,
): Promise<void> {
  const { onProgress } = work;
  for (const step of steps) {
    if (step.isNeeded?.(work) === false) continue;
    throwIfAborted(signal);
    const needed = steps.filter(({ isNeeded }) => isNeeded?.(work) !== false);
    work.onProgress = onProgress && locateStep(onProgress, step, needed);
    const journal = { ...work.journal, step: step.name };
    await work.journalFile.write(journal);
    work.journal = journal; // only now: the last entry on the disk decides between undoing and finishing
    await onStep?.(step.name);
    await measure(seconds, step.name, async () => {
      if (step.name === finalStep) return step.run(work, undefined);
      throwIfAborted(signal);
      return runLimited(step, work, { timeout, signal });
    });
  }
}

/** A listener that adds to each report which step of all it comes from. */
function locateStep<Work extends Replacement>(
  onProgress: ProgressListener,
  step: Step<Work>,
  steps: readonly Step<Work>[],
): ProgressListener {
  const position = { number: steps.indexOf(step) + 1, of: steps.length };
  return (progress) => onProgress({ ...progress, position });
}

/** Does work and notes under this name how many seconds it took, also when it fails. */
export async function measure<Result>(
  seconds: Record<string, number>,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    seconds[name] = (performance.now() - startedAt) / 1000;
  }
}

async function runLimited<Work extends Replacement>(
  step: Step<Work>,
  work: Work,
  { timeout, signal }: Pick<StepOptions, 'timeout' | 'signal'>,
): Promise<void> {
  if (timeout === undefined) return step.run(work, signal);
  const deadline = new AbortController();
  const end = (): void => {
    deadline.abort(timedOut(step.name, timeout));
    void work.opened?.close().catch(() => {}); // ends a query that never answers
  };
  const timer = setTimeout(end, Math.min(timeout * 1000, longestTimer));
  try {
    await step.run(work, AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]));
    throwIfAborted(deadline.signal);
  } catch (error) {
    throwIfAborted(deadline.signal);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds. Node fires a timer that is longer at once. */
const longestTimer = 2 ** 31 - 1;

function timedOut(step: string, seconds: number): BulkgenError {
  return new BulkgenError('timed-out', `Step \`${step}\` took longer than the ${seconds} seconds of --timeout`, {
    hint: 'Raise --timeout, or leave it out.',
  });
}

/** Undoes the replacement and returns the error to throw: the given one, with what else the user has to know. */
async function undoAfter(thrown: unknown, work: Replacement): Promise<unknown> {
  const error = explainStoreError(thrown, work.target);
  if (work.journal.step === finalStep) {
    return extendError(error, 'The new store is in place and verified. Only the clean-up is not complete', {
      hint: 'Run `bulkgen recover`, or import again: both complete the clean-up first.',
      cause: error,
    });
  }
  try {
    const setAside = await undo(work);
    return setAside.length === 0
      ? error
      : extendError(error, `bulkgen found a store that it did not make and moved it to ${setAside.join(' and ')}`);
  } catch (cause) {
    const failure = (explainStoreError(cause, work.target) as Error).message;
    return extendError(error, `Then bulkgen could not restore the previous store and server: ${failure}`, {
      hint: 'Fix the cause, then run `bulkgen recover` or import again: each first restores the previous store, which is kept.',
      cause: new AggregateError([error, cause]),
    });
  }
}

function extendError(
  error: unknown,
  addition: string,
  options?: { readonly hint: string; readonly cause: unknown },
): BulkgenError {
  const { code = 'start-failed', hint } = error instanceof BulkgenError ? error : {};
  const { message: text } = error as Error;
  const message = `${text}${/[.!?…]$/.test(text) ? '' : '.'} ${addition}`;
  return new BulkgenError(code, message, options ?? { ...(hint && { hint }), cause: error });
}
