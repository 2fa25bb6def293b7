import { type Database, type QueryParameters, useSession } from './driver.ts';

/** A statement that returns one row with the column `rows`: how many rows it wrote. */
export interface WriteStatement {
  readonly text: string;
  readonly parameters: QueryParameters;
}

export interface WriteOptions {
  /** Milliseconds after which the server ends the transaction. */
  readonly timeout: number;
  /** Shown by `SHOW TRANSACTIONS`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** A session that runs statements one by one, each in a transaction of its own. */
export interface WriteSession {
  /**
   * Runs a statement, and commits it if it wrote as many rows as expected; else rolls it back. Returns how many rows it wrote.
   * Nothing is retried, and errors are those of the driver: after an error, the commit may still have happened.
   */
  write(statement: WriteStatement, expected: number): Promise<number>;
  close(): Promise<void>;
}

export function openWriteSession({ driver, connection }: Database, { timeout, metadata }: WriteOptions): WriteSession {
  const session = driver.session({ database: connection.database });
  return {
    async write({ text, parameters }, expected) {
      // BEGIN is not awaited, so that it travels together with the statement.
      const transaction = session.beginTransaction({ timeout, metadata: { ...metadata } });
      try {
        const { records } = await transaction.run<{ rows: bigint }>(text, parameters);
        const rows = Number(records[0]?.get('rows') ?? 0);
        if (rows === expected) await transaction.commit();
        else await transaction.rollback();
        return rows;
      } catch (error) {
        if (transaction.isOpen()) await transaction.rollback().catch(() => {});
        throw error;
      }
    },
    close: () => session.close(),
  };
}

/** Runs one statement without retries, such as a compare-and-set. */
export async function runOnce<Row extends Record<string, unknown>>(
  { driver, connection }: Database,
  { text, parameters }: WriteStatement,
): Promise<readonly Row[]> {
  const session = driver.session({ database: connection.database });
  return useSession(session, async () => {
    const { records } = await session.run<Row>(text, parameters);
    return records.map((record) => record.toObject());
  });
}
