import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Database } from '../neo4j/driver.ts';
import { openWriteSession, type WriteSession } from '../neo4j/write-session.ts';
import { watchLocks } from './blocked.ts';
import { callTogether } from './call-together.ts';
import type { LaneLedger } from './lane-ledger.ts';
import type { LoadedTable } from './loaded-table.ts';
import type { Batch, OpenMethod, PreparedBatch } from './method.ts';
import { persist } from './persist.ts';
import type { BatchQueue } from './queue.ts';
import { classifyError, type FailedStatement, noteRetries, type Patience, waitBeforeRetry } from './retry.ts';
import { explainMismatch, nodeTaken } from './row-errors.ts';

/** What happened while lanes worked. */
export interface LoadTally {
  rows: number;
  /** Batches that were sent. */
  statements: number;
  halvings: number;
  /** How often a batch was sent again, by the error's code. */
  readonly retries: Record<string, number>;
}

/** What all lanes share. */
export interface LaneWork {
  readonly database: Database;
  readonly ledger: LaneLedger;
  readonly method: OpenMethod;
  readonly queue: BatchQueue;
  readonly patience: Patience;
  readonly tally: LoadTally;
  readonly missingEnd: (table: LoadedTable) => string;
  readonly onStart: (batch: Batch) => void;
  readonly onWarning: (warning: string) => void;
  readonly onRows: (batch: Batch) => void;
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/** How the load procedure reports that an end of a relationship does not exist. */
const missingNode = 'Neo.ClientError.Statement.EntityNotFound';

/** Milliseconds after which the server ends a transaction that hangs. */
const timeout = 120_000;

/** Runs the batches of a queue in `lanes` lanes. When one lane fails, the others stop after their batch. */
export async function runLanes(lanes: number, work: LaneWork): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(work.signal ? [work.signal] : [])]);
  await Promise.all(
    Array.from({ length: lanes }, async (_, number) => {
      try {
        await runLane(number, { ...work, signal });
      } catch (error) {
        failed.abort(error);
      }
    }),
  );
  throwIfAborted(work.signal);
  if (failed.signal.aborted) throw failed.signal.reason;
}

async function runLane(number: number, work: LaneWork): Promise<void> {
  const { signal, database, metadata } = work;
  const session = openWriteSession(database, { timeout, metadata: { ...metadata, lane: String(number) } });
  try {
    for (;;) {
      if (signal?.aborted) return;
      const batches = takeBatches(work);
      if (batches.length === 0) return;
      await loadBatches(batches, { ...work, session, number });
    }
  } finally {
    await session.close().catch(() => {});
  }
}

/** Takes the next batch, or several of a table where the method sends them with one call. */
function takeBatches({ queue, method, onStart }: LaneWork): readonly PreparedBatch[] {
  const batches: PreparedBatch[] = [];
  while (batches.length < (method.together?.batches ?? 1)) {
    const batch = queue.take();
    if (!batch) break;
    if (batches[0] && batch.table !== batches[0].table) {
      queue.giveBack(batch);
      break;
    }
    onStart(batch);
    const prepared = method.prepare(batch);
    queue.giveBack({ ...batch, first: prepared.end });
    batches.push(prepared);
  }
  return batches;
}

interface Lane extends LaneWork {
  readonly session: WriteSession;
  readonly number: number;
}

async function loadBatches(batches: readonly PreparedBatch[], lane: Lane): Promise<void> {
  const { together } = lane.method;
  const uncommitted = together ? await callTogether(batches, lane, together) : batches;
  for (const batch of batches) if (!uncommitted.includes(batch)) noteLoaded(batch, lane);
  for (const batch of uncommitted) if (!together || !lane.signal?.aborted) await loadBatch(batch, lane);
}

/** Sends a batch until it is committed. Rows that do not fit into the server's memory go back to the queue. */
async function loadBatch(batch: PreparedBatch, lane: Lane): Promise<void> {
  const { queue, patience, tally, signal } = lane;
  for (let attempt = 1; ; attempt++) {
    try {
      await sendBatch(batch, lane);
      return;
    } catch (error) {
      if (error instanceof BulkgenError) throw error;
      const failed = lane.method.failure?.();
      if (failed) throw failed;
      const failure = error as FailedStatement;
      const reaction = classifyError(failure);
      if (reaction === 'taken') return finishTaken(batch, failure, lane);
      if (reaction === 'stop') {
        await persist(() => lane.ledger.assertOwned(), lane); // the error does not say that another process deleted the lane
        if (failure.code !== missingNode) throw error;
        throw await explainMismatch(lane.database, batch, { rows: 0, missingEnd: lane.missingEnd(batch.table) });
      }
      const code = failure.code ?? 'ServiceUnavailable';
      if (reaction === 'halve' && queue.halve(batch)) {
        tally.halvings++;
        patience.noteProgress();
        queue.giveBack(batch);
        return;
      }
      if (patience.isOver()) throw error;
      noteRetries(tally, code);
      await waitBeforeRetry(attempt, signal);
      if (signal?.aborted) return;
    }
  }
}

async function sendBatch(batch: PreparedBatch, lane: Lane): Promise<void> {
  const { session, ledger, number, tally } = lane;
  const expected = batch.rows ?? batch.end - batch.first;
  tally.statements++;
  const rows = await watchLocks(lane.database, lane.onWarning, () =>
    session.write(ledger.guard(number, batch, batch.statement), expected),
  );
  if (rows !== expected) {
    await persist(() => ledger.assertOwned(), lane);
    throw await explainMismatch(lane.database, batch, { rows, missingEnd: lane.missingEnd(batch.table) });
  }
  noteLoaded(batch, lane);
}

function noteLoaded(batch: Batch, { tally, patience, onRows }: Lane): void {
  tally.rows += batch.end - batch.first;
  patience.noteProgress();
  onRows(batch);
}

/** A batch that was committed without an answer has its entry; otherwise the database has a node that is not of this load. */
async function finishTaken(batch: PreparedBatch, failure: FailedStatement, lane: Lane): Promise<void> {
  const end = await persist(() => lane.ledger.findEntry(batch), lane);
  if (end === undefined) throw nodeTaken(batch, failure);
  noteRetries(lane.tally, failure.code!);
  noteLoaded({ ...batch, end }, lane);
  lane.queue.giveBack({ ...batch, first: end });
}
