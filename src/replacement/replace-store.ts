import { BulkgenError } from '../errors.ts';
import { finalStep } from './journal.ts';
import type { Replacement } from './replacement.ts';
import { runSteps, type Step, type StepOptions } from './run-steps.ts';
import { undo } from './undo.ts';
import { explainStore } from './work-alone.ts';

/** Runs the steps of a replacement; whatever fails before the last, server and store are then as they were. */
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

/** Answers the error to throw. */
async function undoAfter(thrown: unknown, work: Replacement): Promise<unknown> {
  const error = explainStore(thrown, work.target);
  if (work.journal.step === finalStep) {
    return tell(error, 'but the store was replaced and proven before, only what is left of the work is not cleared', {
      hint: 'Run `bulkgen recover`, or import again, which clears it first.',
      cause: error,
    });
  }
  try {
    const aside = await undo(work);
    return aside.length === 0
      ? error
      : tell(error, `and a store that somebody made meanwhile is now in ${aside.join(' and ')}`);
  } catch (cause) {
    const failure = (explainStore(cause, work.target) as Error).message;
    return tell(error, `and putting the server back failed: ${failure}`, {
      hint: 'The previous store is kept: mend that and run `bulkgen recover`, or import again, which brings it back first.',
      cause: new AggregateError([error, cause]),
    });
  }
}

function tell(
  error: unknown,
  more: string,
  options?: { readonly hint: string; readonly cause: unknown },
): BulkgenError {
  const { code = 'start-failed', hint } = error instanceof BulkgenError ? error : {};
  const message = `${(error as Error).message}; ${more}`;
  return new BulkgenError(code, message, options ?? { ...(hint && { hint }), cause: error });
}
