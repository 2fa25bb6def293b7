import type { Database } from '../neo4j/driver.ts';
import { runOnce } from '../neo4j/write-session.ts';
import type { LaneLedger } from './lane-ledger.ts';
import type { CallResult, PreparedBatch, Together } from './method.ts';
import { failureOf, type PersistOptions, persist } from './persist.ts';
import { classifyError, noteRetries } from './retry.ts';

/** What a call needs of its lane. */
export interface Caller extends PersistOptions {
  readonly database: Database;
  readonly ledger: LaneLedger;
  /** The number of the lane. */
  readonly number: number;
  readonly tally: { statements: number; readonly retries: Record<string, number> };
  readonly onWarning: (warning: string) => void;
}

/**
 * Sends batches of a table with one call, once. Returns those that may not be committed. The lane then sends each of them
 * alone, which gives the error of each. A batch that was committed after all fails on its entry in the ledger.
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
    const [result] = await runOnce<CallResult>(database, call(guarded));
    if (Number(result!.committed) === batches.length) return [];
    const entries = await Promise.all(batches.map((batch) => persist(() => ledger.findEntry(batch), caller)));
    const failed = batches.filter((_, index) => entries[index] === undefined);
    reportErrors(failed, result!.errors, caller);
    return failed;
  } catch (error) {
    if (classifyError(failureOf(error)) === 'stop') {
      await persist(() => ledger.assertOwned(), caller);
      throw error;
    }
    reportErrors(batches, { [(error as Error).message]: 1n }, caller);
    // The server may still begin batches of the call: without their lane they write nothing.
    await persist(() => ledger.replaceLane(number), caller);
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
  noteRetries(tally, 'apoc.periodic.iterate', batches.length);
}
