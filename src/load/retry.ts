import { setTimeout } from 'node:timers/promises';
import { isLostConnection } from '../neo4j/translate-errors.ts';

/** What to do about an error of a batch. */
export type Reaction =
  /** Too many rows for the memory of a transaction. */
  | 'halve'
  /** The server may accept the same batch later, or has accepted it already. */
  | 'retry'
  /** A uniqueness constraint refused a row: the batch was committed before, or the database has such a node. */
  | 'taken'
  | 'stop';

export interface FailedStatement {
  readonly code?: string;
  readonly message: string;
  readonly retriable?: boolean;
}

/** Memory limits of a transaction, of all transactions, and of the server. */
const memoryErrors =
  /^Neo\.TransientError\.General\.(MemoryPoolOutOfMemoryError|TransactionMemoryLimit|OutOfMemoryError)$/;

const lostConnections = ['ServiceUnavailable', 'SessionExpired'];

/** Codes whose names do not say that they are transient, although a later try succeeds. */
const passing = [
  'Neo.ClientError.Statement.ExternalResourceFailed', // LOAD CSV from this process, which worked before the load
  'Neo.ClientError.Security.AuthorizationExpired',
  'Neo.ClientError.Cluster.NotALeader',
  'Neo.ClientError.Transaction.Terminated', // a server that stops ends its transactions
  'Neo.ClientError.Transaction.TransactionTerminated',
  'Neo.ClientError.Transaction.LockClientStopped',
  'Neo.ClientError.Transaction.TransactionTimedOut',
  'Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration',
];

/** Decides about an error of the driver. The driver's own retries would send a batch that is too large again and again. */
export function classifyError({ code = '', message, retriable = false }: FailedStatement): Reaction {
  if (memoryErrors.test(code)) return 'halve';
  if (code === 'Neo.ClientError.Schema.ConstraintValidationFailed') return 'taken';
  const isTransient = code.startsWith('Neo.TransientError.') || retriable;
  const isLost = lostConnections.includes(code) || isLostConnection({ message });
  // When the answer to LOAD CSV ends early, the server reports an internal error.
  const isCut = code === 'Neo.DatabaseError.Statement.ExecutionFailed' && /^Premature EOF|reset/.test(message);
  return isTransient || isLost || isCut || passing.includes(code) ? 'retry' : 'stop';
}

const [shortest, longest] = [200, 10_000];

/** Milliseconds to wait before try number `attempt`, counted from 1: a random part of a time that doubles from 0.2 to 10 s. */
export function chooseDelay(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(longest, shortest * 2 ** (attempt - 1));
}

/** Waits before try number `attempt + 1`, or until the signal fires. */
export async function waitBeforeRetry(attempt: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(chooseDelay(attempt), undefined, signal && { signal }).catch(() => {});
}

/** Counts what was sent again, by the code of the server's error. */
export function noteRetries({ retries }: { readonly retries: Record<string, number> }, code: string, count = 1): void {
  retries[code] = (retries[code] ?? 0) + count;
}

/** Seconds without progress after which a load gives up by default. */
export const defaultPatience = 300;

/** Decides how long lanes may try without progress. */
export class Patience {
  readonly #milliseconds: number;
  readonly #now: () => number;
  #progressAt: number;

  constructor(seconds: number, now: () => number = () => performance.now()) {
    this.#milliseconds = seconds * 1000;
    this.#now = now;
    this.#progressAt = now();
  }

  /** A batch was committed, or made smaller. */
  noteProgress(): void {
    this.#progressAt = this.#now();
  }

  isOver(): boolean {
    return this.#now() - this.#progressAt > this.#milliseconds;
  }
}
