import { throwIfAborted } from '../errors.ts';
import { type Database, explain, type QueryParameters, useSession } from './driver.ts';

export interface StreamOptions {
  readonly parameters: QueryParameters;
  /** Called with each value as it arrives; what it throws ends the stream. */
  readonly onValue: (value: unknown) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the one column that a statement answers, however many rows it has: nothing is kept, and the socket holds back a
 * server that is faster. Not retried, for values may have been seen.
 */
export async function streamValues(
  database: Database,
  cypher: string,
  { parameters, onValue, signal }: StreamOptions,
): Promise<void> {
  const { connection, driver } = database;
  // All at once: a stretch of rows that must be asked for costs a pause each time.
  const session = driver.session({ database: connection.database, defaultAccessMode: 'READ', fetchSize: -1 });
  const read = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let ended = false;
      session.run(cypher, parameters).subscribe({
        onNext(record) {
          if (ended) return;
          try {
            throwIfAborted(signal);
            onValue(record.get(0));
          } catch (error) {
            ended = true;
            reject(error);
          }
        },
        onCompleted: () => resolve(),
        onError: reject,
      });
    });
  await useSession(session, () => explain(connection, read, signal));
}
