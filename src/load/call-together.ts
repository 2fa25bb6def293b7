import { setTimeout } from 'node:timers/promises';
import { BulkgenError } from '../errors.ts';
import type { Database } from '../neo4j/driver.ts';
import { writeOnce } from '../neo4j/write-session.ts';
import type { LaneLedger } from './lane-ledger.ts';
import type { CallResult, PreparedBatch, Together } from './method.ts';
import { chooseDelay, classifyError, type FailedStatement, type Patience } from './retry.ts';

/** What a call needs of its lane. */
export interface Caller {
  readonly database: Database;
  readonly ledger: LaneLedger;
  /** The number of the lane. */
  readonly number: number;
  readonly tally: { statements: number; readonly retries: Record<string, number> };
  readonly patience: Patience;
  readonly onWarning: (warning: string) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends batches of a table with one call, once. Returns those that may not be committed, which the lane then sends one by one:
 * so it learns the error of each, and a batch that is committed nevertheless fails on its entry.
 */
export async function callTogether(
  batches: readonly PreparedBatch[],
  caller: Caller,
  { inner, call }: Together,
): Promise<readonly PreparedBatch[]> {
  const { ledger, number, database, tally } = caller;
  const guarded = batches.map((batch) => ledger.guard(number, batch, inner(batch)));
  tally.statements += batches.length;
  try {
    const [result] = await writeOnce<CallResult>(database, call(guarded));
    if (Number(result!.committed) === batches.length) return [];
    const entries = await Promise.all(batches.map((batch) => ledger.findEntry(batch)));
    const failed = batches.filter((_, index) => entries[index] === undefined);
    reportErrors(failed, result!.errors, caller);
    return failed;
  } catch (error) {
    if (classifyError(failureOf(error)) === 'stop') {
      await ledger.assertOwned();
      throw error;
    }
    reportErrors(batches, { [(error as Error).message]: 1n }, caller);
    await replaceLane(caller);
    return batches;
  }
}

function reportErrors(
  batches: readonly PreparedBatch[],
  errors: CallResult['errors'],
  { tally, onWarning }: Caller,
): void {
  if (batches.length === 0) return;
  const ranges = batches.map(({ first, end }) => `${first} to ${end - 1}`).join(', ');
  const messages = Object.keys(errors).join('; ');
  onWarning(`A call could not create rows ${ranges} of ${batches[0]!.table.name}, which are sent again: ${messages}`);
  tally.retries['apoc.periodic.iterate'] = (tally.retries['apoc.periodic.iterate'] ?? 0) + batches.length;
}

/** After a call without an answer, the server may still begin batches of it. Without their lane they write nothing. */
async function replaceLane({ ledger, number, patience, signal }: Caller): Promise<void> {
  for (let attempt = 1; !signal?.aborted; attempt++) {
    try {
      return await ledger.replaceLane(number);
    } catch (error) {
      if (classifyError(failureOf(error)) !== 'retry' || patience.isOver()) throw error;
      await setTimeout(chooseDelay(attempt), undefined, { signal: signal! }).catch(() => {});
    }
  }
}

/** The error of the driver, of which a query makes the cause of another one. */
function failureOf(error: unknown): FailedStatement {
  return (error instanceof BulkgenError ? error.cause : error) as FailedStatement;
}
