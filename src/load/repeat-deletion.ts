import { throwIfAborted } from '../errors.ts';
import { toInteger } from '../neo4j/cypher.ts';
import type { Database, QueryParameters } from '../neo4j/driver.ts';
import { runOnce } from '../neo4j/write-session.ts';
import { classifyError, type FailedStatement, Patience, waitBeforeRetry } from './retry.ts';

export interface DeletionOptions {
  /** Called with the number of rows that a transaction deleted. */
  readonly onRows: (rows: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** Runs a statement until it finds no more rows to delete. It deletes at most `$limit` rows, and returns their number as `rows`. */
export type RepeatDeletion = (text: string, parameters: QueryParameters, options: DeletionOptions) => Promise<void>;

const mostRows = 10_000;
const secondsOfPatience = 300;

/** Each run of a statement is a transaction, which becomes smaller when the server has too little memory for it. */
export function createRepeatDeletion(database: Database): RepeatDeletion {
  const patience = new Patience(secondsOfPatience);
  let limit = mostRows;
  return async (text, parameters, { onRows, signal }) => {
    for (let attempt = 0; ; ) {
      throwIfAborted(signal);
      try {
        const [row] = await runOnce<{ rows: bigint }>(database, {
          text,
          parameters: { ...parameters, limit: toInteger(limit) },
        });
        const rows = Number(row!.rows);
        patience.noteProgress();
        attempt = 0;
        onRows(rows);
        if (rows < limit) return;
      } catch (error) {
        const reaction = classifyError(error as FailedStatement);
        if (reaction === 'halve' && limit > 1) limit = Math.ceil(limit / 2);
        else if ((reaction !== 'retry' && reaction !== 'halve') || patience.isOver()) throw error;
        else await waitBeforeRetry(++attempt);
      }
    }
  };
}
